package ru.fitcrm.hub.core.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which calls to list; internal ones only when asked for by direction.
 *
 * @param from first moment a call may have started, inclusive
 * @param to exclusive
 */
public record CallQuery(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable CallDirection direction,
    @Nullable CallResult result,
    @Nullable Long clientId,
    @Nullable String phone) {

  public static final CallQuery ALL = new CallQuery(null, null, null, null, null, null);

  public static CallQuery ofClient(long clientId) {
    return new CallQuery(null, null, null, null, clientId, null);
  }
}
