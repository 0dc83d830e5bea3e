package ru.fitcrm.hub.core.outbox;

/** How far a message has come. Only advances, except by a person's replay. */
public enum OutboxState {
  /** To be sent, now or at its next attempt. */
  WAITING,
  /** Being sent by the connection's owner. */
  CLAIMED,
  /** Taken by the receiver. */
  ACCEPTED,
  DELIVERED,
  /** Refused for good, or given up after the last attempt. */
  REJECTED,
  /** May have been sent: a person finds out and replays it, or not. */
  UNKNOWN,
  /** Not sent while it was worth sending. */
  EXPIRED;

  /** Whether a person may send it again. */
  public boolean isFailed() {
    return this == REJECTED || this == UNKNOWN || this == EXPIRED;
  }
}
