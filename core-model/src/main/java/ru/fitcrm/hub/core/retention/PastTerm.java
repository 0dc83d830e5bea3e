package ru.fitcrm.hub.core.retention;

/**
 * Something that is kept for a time. Every call runs inside a club's gate: its own rows, or, of
 * what all clubs share, the gate of the platform's club.
 */
public interface PastTerm {

  /** Names it, for example {@code inbox-bodies}. */
  String name();

  /** Whether all clubs share it, so that it is removed once and not in every club. */
  default boolean shared() {
    return false;
  }

  /** How many are past their term; removes none. */
  long count(Terms terms);

  /**
   * Removes the oldest; what somebody else holds is left for the next time.
   *
   * @param most at most so many, so that no transaction is long
   * @return how many; fewer than {@code most}: none is left to remove
   */
  int remove(Terms terms, int most);

  /** How many in one transaction. */
  default int most() {
    return 500;
  }
}
