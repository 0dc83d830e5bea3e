package ru.fitcrm.hub.core.shift;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** From when to when, checked. */
record ShiftHours(Instant from, Instant to) {

  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2199;

  /**
   * @throws InvalidInput naming {@code date}, {@code start} or {@code end}
   */
  static ShiftHours of(ShiftEdit edit, ZoneId zone) {
    LocalDate date = plausible(need("date", edit.date()));
    LocalTime start = whole("start", need("start", edit.start()));
    LocalTime end = whole("end", need("end", edit.end()));
    LocalDate lastDay = end.isAfter(start) ? date : date.plusDays(1);
    Instant from = date.atTime(start).atZone(zone).toInstant();
    Instant to = lastDay.atTime(end).atZone(zone).toInstant();
    if (!from.isBefore(to)) {
      throw new InvalidInput(
          "end",
          "shift.no-such-time",
          "end must be after start: the clocks are put forward between them that day");
    }
    return new ShiftHours(from, to);
  }

  private static <T> T need(String field, @Nullable T value) {
    if (value == null) {
      throw new InvalidInput(field, "required", field + " is required");
    }
    return value;
  }

  private static LocalDate plausible(LocalDate date) {
    if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
      throw new InvalidInput(
          "date",
          "shift.odd-year",
          "date must be between the years " + FIRST_YEAR + " and " + LAST_YEAR);
    }
    return date;
  }

  private static LocalTime whole(String field, LocalTime time) {
    if (!time.truncatedTo(ChronoUnit.MINUTES).equals(time)) {
      throw new InvalidInput(
          field, "shift.seconds", field + " must be a whole minute, written as 09:00");
    }
    return time;
  }
}
