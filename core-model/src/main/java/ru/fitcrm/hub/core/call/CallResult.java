package ru.fitcrm.hub.core.call;

/** What became of a call. {@code RINGING} and {@code TALKING} are of a call that has not ended. */
public enum CallResult {
  RINGING,
  TALKING,
  /** Somebody of the club and the client talked. */
  ANSWERED,
  /** Ended, and nobody talked. */
  MISSED,
  /** Incoming, the PBX or our ear went away and nobody knows how it ended. */
  LOST,
  /** Outgoing: the client's line was busy. */
  BUSY,
  /** Outgoing: the employee hung up before the client took it. */
  CANCELLED,
  /** Outgoing: the call could not be put through; the reason is in {@code failure}. */
  FAILED
}
