package ru.fitcrm.hub.config.report;

import io.swagger.v3.oas.annotations.Parameter;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.report.Report;
import ru.fitcrm.hub.core.report.ReportAsked;

/** What a report is asked for, as it stands in an address. All days are the club's. */
public record ReportFilter(
    @Parameter(description = "The day, today unless said; of a period its last day")
        @Nullable String date,
    @Parameter(description = "First day of a period; unless said, of the last day's month")
        @Nullable String from,
    @Parameter(description = "Last day of a period, included") @Nullable String to,
    @Parameter(description = "Id of the clients' branch") @Nullable String branch,
    @Parameter(description = "Id of the clients' responsible employee")
        @Nullable String responsible,
    @Parameter(description = "Only this client; a statement needs it") @Nullable String clientId,
    @Parameter(
            description = "losing: missed bookings in a row, 2 to 20; the club's limit unless said")
        @Nullable String missed,
    @Parameter(description = "contracts: STARTS, ENDS or ACTIVE") @Nullable String by) {

  private static final int AHEAD_DAYS = 30;
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2200;
  private static final int FEWEST_MISSED = 2;
  private static final int MOST_MISSED = 20;

  /** Nothing but what is usual. */
  public static ReportFilter usual() {
    return new ReportFilter(null, null, null, null, null, null, null, null);
  }

  /**
   * @param today the club's
   * @throws InvalidInput naming the word that can't be taken
   */
  public ReportAsked asked(Report report, LocalDate today) {
    LocalDate day = day("date", date, today);
    LocalDate first =
        switch (report.dates()) {
          case DAY -> day;
          case PERIOD -> day("from", from, day("to", to, day).withDayOfMonth(1));
          case AHEAD -> day("from", from, day);
        };
    LocalDate last =
        switch (report.dates()) {
          case DAY -> day;
          case PERIOD -> day("to", to, day);
          case AHEAD -> day("to", to, first.plusDays(AHEAD_DAYS));
        };
    if (first.isAfter(last)) {
      throw new InvalidInput("from", "period.backwards", "from must not be after to");
    }
    return new ReportAsked(
        day,
        first,
        last,
        number("branch", branch),
        number("responsible", responsible),
        client(report),
        missedInARow(),
        method(report));
  }

  private @Nullable Long client(Report report) {
    Long client = number("clientId", clientId);
    if (client == null && !report.ofPeople()) {
      throw new InvalidInput(
          "clientId", "required", "clientId is needed: a " + report.name() + " is of one client");
    }
    return client;
  }

  private @Nullable Integer missedInARow() {
    Long wanted = number("missed", missed);
    if (wanted == null) {
      return null;
    }
    if (wanted < FEWEST_MISSED || wanted > MOST_MISSED) {
      throw new InvalidInput(
          "missed", "field.range", "missed must be from " + FEWEST_MISSED + " to " + MOST_MISSED);
    }
    return wanted.intValue();
  }

  private String method(Report report) {
    if (report.methods().isEmpty()) {
      return "";
    }
    if (by == null || by.isBlank()) {
      return report.methods().getFirst();
    }
    return report.methods().stream()
        .filter(method -> method.equals(by))
        .findFirst()
        .orElseThrow(
            () -> new InvalidInput("by", "field.invalid", "by must be one of " + report.methods()));
  }

  private static LocalDate day(String field, @Nullable String text, LocalDate otherwise) {
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    try {
      LocalDate day = LocalDate.parse(text.strip());
      if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
        return day;
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw new InvalidInput(
        field, "date.invalid", field + " must be a date like 2026-01-31, of the club's calendar");
  }

  private static @Nullable Long number(String field, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw new InvalidInput(field, "field.invalid", field + " must be a whole number");
    }
  }
}
