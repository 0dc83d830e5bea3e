package ru.fitcrm.hub.core.retention;

/** Raw bodies that one room keeps for a time. Every call runs inside the club's gate. */
public interface OldBodies {

  /**
   * Removes the oldest bodies, not those of messages that still wait.
   *
   * @param days older than this many
   * @param most at most so many, so that no transaction is long
   * @return how many were removed
   */
  int remove(int days, int most);
}
