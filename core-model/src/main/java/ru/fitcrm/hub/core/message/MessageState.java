package ru.fitcrm.hub.core.message;

/**
 * How far a message has come. What receipts say only advances it, in this order: a later one is
 * never undone by an earlier.
 */
public enum MessageState {
  /** To be sent, now or at its next attempt. */
  WAITING,
  /** Not before the quiet hours are over. */
  HELD,
  SENDING,
  /** May have been sent: nobody saw the end of it. */
  UNKNOWN,
  /** Taken by the gateway. */
  ACCEPTED,
  /** Not sent while it was worth sending. */
  EXPIRED,
  /** Refused for good, by a gateway or by the club's own rules. */
  REJECTED,
  DELIVERED,
  READ
}
