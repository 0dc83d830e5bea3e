package ru.fitcrm.hub.core.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which messages to list.
 *
 * @param phone E.164
 * @param from first moment it may have been put, inclusive
 * @param to exclusive
 */
public record OutboxQuery(
    @Nullable Long connectionId,
    @Nullable OutboxState state,
    @Nullable String phone,
    @Nullable Instant from,
    @Nullable Instant to) {

  public static final OutboxQuery ALL = new OutboxQuery(null, null, null, null, null);
}
