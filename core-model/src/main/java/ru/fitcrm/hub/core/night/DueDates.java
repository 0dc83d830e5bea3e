package ru.fitcrm.hub.core.night;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which business dates of a schedule have come, in one zone. A date comes once, whatever the clocks
 * do that night: an hour that is skipped in spring counts as the next one, an hour that comes twice
 * in autumn counts the first time.
 */
public final class DueDates {

  /** Nights missed longer ago are not caught up any more. */
  public static final int DAYS_BACK = 31;

  private DueDates() {}

  /**
   * A date whose time has come.
   *
   * @param at the moment the schedule fired for it
   */
  public record Due(LocalDate date, ZoneId zone, Instant at) {

    /** Whether the day itself has passed: then the night is caught up. */
    boolean isOver(Instant now) {
      return date.isBefore(LocalDate.ofInstant(now, zone));
    }
  }

  /** The oldest first. */
  public static List<Due> of(JobSchedule schedule, ZoneId zone, Instant now) {
    LocalDateTime local = LocalDateTime.ofInstant(now, zone);
    Map<LocalDate, Due> due = new LinkedHashMap<>();
    LocalDateTime from = local.minusDays(DAYS_BACK);
    List<LocalDateTime> times = schedule.next(from, 1);
    while (!times.isEmpty()) {
      LocalDateTime time = times.get(0);
      Instant at = time.atZone(zone).toInstant();
      if (at.isAfter(now)) {
        break;
      }
      due.putIfAbsent(time.toLocalDate(), new Due(time.toLocalDate(), zone, at));
      // A schedule that fires often on one day means the day once.
      times = schedule.next(time.toLocalDate().atTime(23, 59, 59), 1);
    }
    return new ArrayList<>(due.values());
  }
}
