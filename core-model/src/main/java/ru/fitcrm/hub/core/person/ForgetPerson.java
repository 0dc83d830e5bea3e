package ru.fitcrm.hub.core.person;

/**
 * Clears what one room knows of a person whose data is erased. Amounts, counts and times stay. Runs
 * inside the club's gate and the one transaction of the erasure.
 */
public interface ForgetPerson {

  /**
   * @throws ru.fitcrm.hub.core.platform.Conflict if it cannot be done just now; says what to do
   */
  void forget(ErasedPerson person);
}
