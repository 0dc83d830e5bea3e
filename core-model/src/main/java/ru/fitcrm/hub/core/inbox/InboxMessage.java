package ru.fitcrm.hub.core.inbox;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A received message as lists show it.
 *
 * @param reason why it was not applied, in words a person can act on
 * @param nextAttemptAt when it is tried next, null unless RECEIVED
 * @param appliedIn the transaction that applied it, which made the events that followed
 * @param bodyRemovedAt when what came was removed because of its age, null while it is there
 */
public record InboxMessage(
    long id,
    long connectionId,
    String kind,
    @Nullable String externalId,
    Instant receivedAt,
    InboxState state,
    @Nullable String reasonCode,
    @Nullable String reason,
    int attempts,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant appliedAt,
    @Nullable Long clientId,
    @Nullable String phone,
    @JsonIgnore @Nullable Long appliedIn,
    @Nullable Instant bodyRemovedAt) {}
