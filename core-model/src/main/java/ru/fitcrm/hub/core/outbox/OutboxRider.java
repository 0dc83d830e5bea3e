package ru.fitcrm.hub.core.outbox;

/**
 * What rides the outbox: one kind of message, and what the model makes of its end. How it is sent
 * is its route's.
 */
public interface OutboxRider {

  MessageKind kind();

  /**
   * The message has left WAITING and CLAIMED for good: it is ACCEPTED, DELIVERED, REJECTED, UNKNOWN
   * or EXPIRED. Runs inside the club's gate, in the transaction that says so; may be told again
   * when a state advances, and after a replay.
   */
  void settled(OutboxMessage message);

  /** The message waits again after an attempt that was no end. Runs as {@link #settled}. */
  default void waitsAgain(OutboxMessage message) {}
}
