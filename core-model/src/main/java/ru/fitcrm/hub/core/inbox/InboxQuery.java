package ru.fitcrm.hub.core.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which received messages are wanted; what is null does not matter.
 *
 * @param phone E.164
 * @param from first moment of receipt
 * @param to the moment before which it must have come
 */
public record InboxQuery(
    @Nullable Long connectionId,
    @Nullable String kind,
    @Nullable InboxState state,
    @Nullable String phone,
    @Nullable Long clientId,
    @Nullable String externalId,
    @Nullable Instant from,
    @Nullable Instant to) {}
