package ru.fitcrm.hub.core.outbox;

import java.time.Duration;

/**
 * The terms all messages of one kind go by.
 *
 * @param name stable, for example {@code dial}
 * @param goodFor how long it is worth sending, from when it was put
 * @param lease longer than any attempt takes; a claim older than that is lost
 * @param repeatable whether the receiver can tell a repetition by its id: a lost claim is then sent
 *     again, otherwise it is UNKNOWN
 * @param replayable whether a person may send a failed one again
 */
public record MessageKind(
    String name, Duration goodFor, Duration lease, boolean repeatable, boolean replayable) {}
