package ru.fitcrm.hub.core.call;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Days of a club's calendar, both included; null where it has no end.
 *
 * @param first the first day
 * @param last the last day
 */
public record CallPeriod(@Nullable LocalDate first, @Nullable LocalDate last) {

  public static final CallPeriod EVER = new CallPeriod(null, null);

  /** Periods one asks for every day. */
  public enum Named {
    TODAY,
    YESTERDAY,
    /** Today and the six days before. */
    WEEK,
    /** From the day after this one a month ago: 31 March looks back to 1 March. */
    MONTH;

    public CallPeriod on(LocalDate today) {
      return switch (this) {
        case TODAY -> new CallPeriod(today, today);
        case YESTERDAY -> new CallPeriod(today.minusDays(1), today.minusDays(1));
        case WEEK -> new CallPeriod(today.minusDays(6), today);
        case MONTH -> new CallPeriod(today.minusMonths(1).plusDays(1), today);
      };
    }
  }

  /** The first moment of it, inclusive. */
  public @Nullable Instant from(ZoneId zone) {
    return first == null ? null : first.atStartOfDay(zone).toInstant();
  }

  /** The first moment after it. */
  public @Nullable Instant to(ZoneId zone) {
    return last == null ? null : last.plusDays(1).atStartOfDay(zone).toInstant();
  }
}
