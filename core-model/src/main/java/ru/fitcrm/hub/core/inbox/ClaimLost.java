package ru.fitcrm.hub.core.inbox;

/** Somebody else applies this message by now; what was done about it here is undone. */
public final class ClaimLost extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ClaimLost(Claimed message) {
    super(message + " is no longer in this worker's hands");
  }
}
