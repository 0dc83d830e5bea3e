package ru.fitcrm.hub.core.journal;

import java.util.List;

/**
 * Something that follows from events beside what the rules bring, in the transaction that tells
 * them: both happen, or neither.
 */
public interface FollowAtOnce {

  /**
   * Told of events of which some are new; others may have been told before, so what follows must be
   * kept from following twice by a key. Runs inside the club's gate.
   */
  void follow(List<NewEvent> events);

  /** Told when the club's rules have put messages to people. Runs inside the club's gate. */
  default void messagesPut() {}
}
