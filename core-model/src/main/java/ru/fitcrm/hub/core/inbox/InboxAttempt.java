package ru.fitcrm.hub.core.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try to apply a message that was no success, or a replay.
 *
 * @param outcome RETRY, REJECTED, FAILED, REPLAYED
 * @param ms from its claim to its end, 0 for a replay
 */
public record InboxAttempt(
    Instant at, String outcome, @Nullable String code, @Nullable String reason, long ms) {}
