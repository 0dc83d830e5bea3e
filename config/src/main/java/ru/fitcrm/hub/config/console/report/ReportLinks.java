package ru.fitcrm.hub.config.console.report;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import ru.fitcrm.hub.config.report.ReportFilter;
import ru.fitcrm.hub.core.report.Report;
import ru.fitcrm.hub.core.report.ReportAsked;

/** Addresses of the same report: other days, the next page, a file. Without the question mark. */
public final class ReportLinks {

  private final Report report;
  private final ReportFilter filter;
  private final ReportAsked asked;
  private final LocalDate today;

  ReportLinks(Report report, ReportFilter filter, ReportAsked asked, LocalDate today) {
    this.report = report;
    this.filter = filter;
    this.asked = asked;
    this.today = today;
  }

  /**
   * Days one asks for often.
   *
   * @param name code of its text
   */
  public record Chip(String name, String query, boolean current) {}

  public List<Chip> chips() {
    return switch (report.dates()) {
      case DAY ->
          List.of(
              day("yesterday", today.minusDays(1)),
              day("today", today),
              day("tomorrow", today.plusDays(1)));
      case PERIOD ->
          List.of(
              days("month", today.withDayOfMonth(1), today),
              days(
                  "last-month",
                  today.minusMonths(1).withDayOfMonth(1),
                  today.withDayOfMonth(1).minusDays(1)),
              days("quarter", today.minusMonths(3).plusDays(1), today),
              days("year", today.withDayOfYear(1), today));
      case AHEAD ->
          List.of(
              days("week", today, today.plusDays(7)),
              days("thirty", today, today.plusDays(30)),
              days("ninety", today, today.plusDays(90)));
    };
  }

  private Chip day(String name, LocalDate day) {
    return new Chip(name, query(Map.of("date", day.toString())), asked.date().equals(day));
  }

  private Chip days(String name, LocalDate from, LocalDate to) {
    boolean current = asked.from().equals(from) && asked.to().equals(to);
    return new Chip(name, query(Map.of("from", from.toString(), "to", to.toString())), current);
  }

  /** The same as it is. */
  public String same() {
    return query(dates());
  }

  public String after(String cursor) {
    return same() + "&cursor=" + cursor;
  }

  /** The same as a file of the API. */
  public String file(String format) {
    return same() + "&format=" + format;
  }

  /** Whether more is asked for than days. */
  public boolean narrowed() {
    return asked.branch() != null || asked.responsible() != null || asked.missedInARow() != null;
  }

  /** The same days of everybody. */
  public String onlyDays() {
    return address(dates());
  }

  private Map<String, String> dates() {
    return report.dates() == Report.Dates.DAY
        ? Map.of("date", asked.date().toString())
        : Map.of("from", asked.from().toString(), "to", asked.to().toString());
  }

  private String query(Map<String, String> days) {
    Map<String, String> values = new LinkedHashMap<>(days);
    put(values, "branch", filter.branch());
    put(values, "responsible", filter.responsible());
    put(values, "clientId", filter.clientId());
    put(values, "missed", filter.missed());
    put(values, "by", filter.by());
    return address(values);
  }

  private static void put(Map<String, String> values, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      values.put(name, value.strip());
    }
  }

  private static String address(Map<String, String> values) {
    UriComponentsBuilder address = UriComponentsBuilder.newInstance();
    values.keySet().stream().sorted().forEach(name -> address.queryParam(name, "{" + name + "}"));
    return address.encode().buildAndExpand(values).toUriString().substring(1);
  }
}
