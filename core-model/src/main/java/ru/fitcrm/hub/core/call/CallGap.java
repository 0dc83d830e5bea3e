package ru.fitcrm.hub.core.call;

import java.time.Instant;

/**
 * A stretch of time in which a PBX was not heard: calls that began and ended then are not known.
 *
 * @param from when it was last heard, inclusive
 * @param to when it was heard again
 */
public record CallGap(long connectionId, Instant from, Instant to) {}
