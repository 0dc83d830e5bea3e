package ru.fitcrm.hub.core.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try to send a message, or what else befell it.
 *
 * @param outcome ACCEPTED, DELIVERED, RETRY, REJECTED, UNKNOWN, CONNECTION_DOWN, EXPIRED, REPLAYED
 * @param ms how long it took
 */
public record Attempt(
    Instant at, String outcome, @Nullable String code, @Nullable String reason, long ms) {}
