package ru.fitcrm.hub.core.night;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.club.ClubId;

/**
 * The next piece of a run: a part of one club.
 *
 * @param run whose slice it is
 * @param scheduled the schedule wants it; else somebody asked for it
 * @param position where the slice before ended, null at the club's beginning
 */
public record NextSlice(
    long run,
    ClubId club,
    LocalDate businessDate,
    @Nullable String position,
    boolean dryRun,
    boolean scheduled) {}
