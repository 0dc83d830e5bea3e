package ru.fitcrm.hub.core.call;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts calls by hour or day of the club, and puts empty bars where there were none. */
final class DrawChart {

  /** More days than that are shown without the empty ones. */
  private static final int MOST_DAYS = 400;

  private static final String BARS =
      """
      select to_char(k.started_at at time zone :zone, :pattern) as at,
             count(*) as total,
             count(*) filter (where k.result = 'ANSWERED') as answered,
             count(*) filter (where k.result in ('MISSED', 'LOST')) as missed
        from call k
       where k.stage = 'ENDED' and""";

  private final JdbcClient jdbc;

  DrawChart(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  CallChart of(CallQuery query, CallChart.By by, ZoneId zone) {
    NavigableMap<String, CallChart.Bar> counted = new TreeMap<>();
    count(query, by, zone).forEach(bar -> counted.put(bar.at(), bar));
    Stream<String> all = by == CallChart.By.HOUR ? hours() : days(query, zone, counted);
    return new CallChart(
        by, zone.getId(), all.map(at -> counted.getOrDefault(at, CallChart.Bar.none(at))).toList());
  }

  private List<CallChart.Bar> count(CallQuery query, CallChart.By by, ZoneId zone) {
    AskedCalls asked = AskedCalls.of(query);
    return jdbc.sql(BARS + " " + asked.sql() + " group by 1")
        .params(asked.values())
        .param("zone", zone.getId())
        .param("pattern", by == CallChart.By.HOUR ? "HH24" : "YYYY-MM-DD")
        .query(CallChart.Bar.class)
        .list();
  }

  private static Stream<String> hours() {
    return IntStream.range(0, 24).mapToObj("%02d"::formatted);
  }

  private static Stream<String> days(
      CallQuery query, ZoneId zone, NavigableMap<String, ?> counted) {
    Optional<LocalDate> first = first(query.from(), zone, counted);
    Optional<LocalDate> last = last(query.to(), zone, counted);
    if (first.isEmpty() || last.isEmpty() || last.get().isBefore(first.get())) {
      return counted.keySet().stream();
    }
    return ChronoUnit.DAYS.between(first.get(), last.get()) > MOST_DAYS
        ? counted.keySet().stream()
        : first.get().datesUntil(last.get().plusDays(1)).map(LocalDate::toString);
  }

  private static Optional<LocalDate> first(
      @Nullable Instant from, ZoneId zone, NavigableMap<String, ?> counted) {
    return from == null
        ? counted.keySet().stream().findFirst().map(LocalDate::parse)
        : Optional.of(LocalDate.ofInstant(from, zone));
  }

  private static Optional<LocalDate> last(
      @Nullable Instant to, ZoneId zone, NavigableMap<String, ?> counted) {
    if (to != null) {
      return Optional.of(LocalDate.ofInstant(to.minusMillis(1), zone));
    }
    return counted.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(counted.lastKey()));
  }
}
