package ru.fitcrm.hub.core.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the following of a connection is.
 *
 * @param running the run that goes on or lies interrupted
 * @param lastFull the newest run that was to read everything
 * @param fullAt when the last reading of everything that came to its end began
 * @param walkedAt when the last walk over people that came to its end began
 * @param compareWanted whether the night is to compare
 * @param heardAt when a run last came to its end: until then the hub knows what the system knows
 */
public record Standing(
    @Nullable SyncRun running,
    @Nullable SyncRun lastFull,
    @Nullable Instant fullAt,
    @Nullable Instant walkedAt,
    boolean compareWanted,
    @Nullable Instant heardAt) {}
