package ru.fitcrm.hub.core.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What is past its term on one business date, which is never later than now: a date typed wrong
 * removes nothing that is not old.
 *
 * @param bodiesBefore raw bodies of before
 * @param logsBefore rows of logs of before
 * @param leadsBefore leads without a sign of life since; null: none
 * @param asOf the end of the business date, or now if that is earlier
 * @param keeping the platform's own, the same for every club
 */
public record Terms(
    Instant bodiesBefore,
    Instant logsBefore,
    @Nullable Instant leadsBefore,
    Instant asOf,
    PlatformKeeping keeping) {

  static Terms of(LocalDate date, ZoneId zone, Instant now, Keeping club, PlatformKeeping keeping) {
    Instant end = date.plusDays(1).atStartOfDay(zone).toInstant();
    Instant asOf = end.isAfter(now) ? now : end;
    return new Terms(
        before(asOf, zone, club.bodyDays()),
        before(asOf, zone, club.logDays()),
        club.leadMonths() == 0
            ? null
            : asOf.atZone(zone).minusMonths(club.leadMonths()).toInstant(),
        asOf,
        keeping);
  }

  /** So many days before; the platform's days are of 24 hours. */
  Instant daysBefore(int days) {
    return asOf.minus(Duration.ofDays(days));
  }

  private static Instant before(Instant asOf, ZoneId zone, int days) {
    return asOf.atZone(zone).minusDays(days).toInstant();
  }
}
