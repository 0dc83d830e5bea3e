package ru.fitcrm.hub.core.request;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which requests to list; null for all.
 *
 * @param first true: people's first; false: repeated ones
 * @param clientId whose, with the records merged into them
 * @param from received at or after
 * @param to received before
 */
public record RequestQuery(
    @Nullable Boolean handled,
    @Nullable Boolean first,
    @Nullable String source,
    @Nullable RequestKind kind,
    @Nullable Long clientId,
    @Nullable Instant from,
    @Nullable Instant to) {

  /** All of one person. */
  public static RequestQuery ofClient(long client) {
    return new RequestQuery(null, null, null, null, client, null, null);
  }
}
