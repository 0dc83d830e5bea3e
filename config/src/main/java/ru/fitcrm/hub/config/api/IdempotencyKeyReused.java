package ru.fitcrm.hub.config.api;

/** The key was used before for something else. Nothing was done. */
final class IdempotencyKeyReused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  IdempotencyKeyReused() {
    super("This Idempotency-Key was used for another request: take a new one");
  }
}
