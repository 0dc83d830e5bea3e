package ru.fitcrm.hub.core.connection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a connection fares.
 *
 * @param since when the status became so
 * @param clockSkewMillis how far the outside system's clock is ahead, where it tells the time
 * @param refused how many were turned away at the public address: a wrong secret or signature, an
 *     address not of the sender's
 * @param queue messages that wait to be sent by it
 * @param oldest when the first of them was put, null if none waits
 */
public record ConnectionHealth(
    Status status,
    Instant since,
    @Nullable Instant lastSuccessAt,
    @Nullable Instant lastFailureAt,
    @Nullable String lastErrorCode,
    @Nullable String lastError,
    @Nullable Long clockSkewMillis,
    long refused,
    @Nullable Instant lastRefusedAt,
    @Nullable String lastRefusedCode,
    long queue,
    @Nullable Instant oldest) {

  /** UNKNOWN until first heard. */
  public enum Status {
    UNKNOWN,
    UP,
    DEGRADED,
    DOWN
  }
}
