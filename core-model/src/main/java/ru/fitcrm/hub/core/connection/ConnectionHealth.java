package ru.fitcrm.hub.core.connection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a connection fares.
 *
 * @param since when the status became so
 * @param clockSkewMillis how far the outside system's clock is ahead, where it tells the time
 */
public record ConnectionHealth(
    Status status,
    Instant since,
    @Nullable Instant lastSuccessAt,
    @Nullable Instant lastFailureAt,
    @Nullable String lastErrorCode,
    @Nullable String lastError,
    @Nullable Long clockSkewMillis) {

  /** UNKNOWN until first heard. */
  public enum Status {
    UNKNOWN,
    UP,
    DEGRADED,
    DOWN
  }
}
