package ru.fitcrm.hub.config.console.request;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.request.RequestQuery;

/**
 * The filters of the page, as they stand in its address. What cannot be read asks for all.
 *
 * @param state {@code open}, {@code handled} or empty
 * @param which {@code first}, {@code repeated} or empty
 * @param from first day, in the club's time
 * @param to last day
 */
record RequestFilter(
    @Nullable String state,
    @Nullable String which,
    @Nullable String source,
    @Nullable String from,
    @Nullable String to) {

  RequestQuery query(ZoneId zone) {
    return new RequestQuery(
        flag(state, "handled", "open"),
        flag(which, "first", "repeated"),
        source == null || source.isBlank() ? null : source,
        null,
        null,
        begin(from, 0, zone),
        begin(to, 1, zone));
  }

  /** Whether nothing is asked for. */
  public boolean isEmpty() {
    return query(ZoneId.of("UTC"))
        .equals(new RequestQuery(null, null, null, null, null, null, null));
  }

  private static @Nullable Boolean flag(@Nullable String asked, String yes, String no) {
    if (yes.equals(asked)) {
      return true;
    }
    return no.equals(asked) ? false : null;
  }

  private static @Nullable Instant begin(@Nullable String day, int later, ZoneId zone) {
    try {
      return day == null || day.isBlank()
          ? null
          : LocalDate.parse(day).plusDays(later).atStartOfDay(zone).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
