package ru.fitcrm.hub.connectors.onec.push;

/**
 * A pushed body is not what was agreed. Says where and what to send instead, never what it held.
 */
public final class UnreadablePush extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadablePush(String message) {
    super(message);
  }

  /** The place and the fix. */
  public String fix() {
    return String.valueOf(getMessage());
  }
}
