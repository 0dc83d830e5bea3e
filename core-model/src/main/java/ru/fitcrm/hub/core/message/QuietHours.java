package ru.fitcrm.hub.core.message;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a club says nothing but codes. From and until the same: never quiet.
 *
 * @param from inclusive, for example 21:00
 * @param until exclusive, for example 09:00; before {@code from} where the night lies between
 */
public record QuietHours(LocalTime from, LocalTime until) {

  /**
   * @return when they are over, empty if it is not quiet now
   */
  Optional<Instant> over(Instant now, ZoneId zone) {
    ZonedDateTime here = now.atZone(zone);
    if (!isQuiet(here.toLocalTime())) {
      return Optional.empty();
    }
    ZonedDateTime today = here.toLocalDate().atTime(until).atZone(zone);
    ZonedDateTime tomorrow = here.toLocalDate().plusDays(1).atTime(until).atZone(zone);
    return Stream.of(today, today.withLaterOffsetAtOverlap(), tomorrow)
        .filter(end -> end.isAfter(here))
        .map(ZonedDateTime::toInstant)
        .findFirst();
  }

  private boolean isQuiet(LocalTime time) {
    boolean begun = !time.isBefore(from);
    boolean notOver = time.isBefore(until);
    return from.isBefore(until) ? begun && notOver : !from.equals(until) && (begun || notOver);
  }
}
