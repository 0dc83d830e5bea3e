package ru.fitcrm.hub.connectors.onec;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a club's system is read; what is left out is as usual. Part of the settings of every kind
 * that is followed, by the name {@code follow}; the routes read it there.
 *
 * @param everyMinutes between two readings of changes, 3 if not given
 * @param nightFrom from when everything may be read by itself, club's time, 01:00 if not given
 * @param nightTo until when, 06:00 if not given
 * @param fullEveryDays how often everything is read at night, 7 if not given, 0 for never
 */
public record FollowSettings(
    @Min(1) @Max(1_440) @Nullable Integer everyMinutes,
    @Pattern(regexp = "([01]\\d|2[0-3]):[0-5]\\d") @Nullable String nightFrom,
    @Pattern(regexp = "([01]\\d|2[0-3]):[0-5]\\d") @Nullable String nightTo,
    @Min(0) @Max(365) @Nullable Integer fullEveryDays) {}
