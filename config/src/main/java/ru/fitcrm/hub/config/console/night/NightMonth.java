package ru.fitcrm.hub.config.console.night;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.night.NightHistory;

/**
 * A month of nights as a calendar shows it.
 *
 * @param title for example {@code ноябрь 2026}
 * @param weekdays their short names, Monday first
 * @param days whole weeks, so some of the months beside
 */
record NightMonth(YearMonth month, String title, List<String> weekdays, List<Day> days) {

  /**
   * One business date.
   *
   * @param nights of all jobs that had one
   * @param worst of their states, null if there were none
   */
  record Day(
      LocalDate date,
      String name,
      boolean inMonth,
      boolean today,
      boolean chosen,
      List<NightHistory.Night> nights,
      NightHistory.@Nullable State worst) {}

  static LocalDate first(YearMonth month) {
    return month.atDay(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  static LocalDate last(YearMonth month) {
    return month.atEndOfMonth().with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
  }

  static NightMonth of(
      YearMonth month,
      List<NightHistory.Night> nights,
      LocalDate today,
      LocalDate chosen,
      Locale locale) {
    Map<LocalDate, List<NightHistory.Night>> byDate =
        nights.stream().collect(Collectors.groupingBy(NightHistory.Night::date));
    DateTimeFormatter name = DateTimeFormatter.ofPattern("d MMMM yyyy", locale);
    return new NightMonth(
        month,
        DateTimeFormatter.ofPattern("LLLL yyyy", locale).format(month),
        Stream.of(DayOfWeek.values())
            .map(day -> day.getDisplayName(TextStyle.SHORT, locale))
            .toList(),
        first(month)
            .datesUntil(last(month).plusDays(1))
            .map(
                date ->
                    new Day(
                        date,
                        name.format(date),
                        YearMonth.from(date).equals(month),
                        date.equals(today),
                        date.equals(chosen),
                        byDate.getOrDefault(date, List.of()),
                        worst(byDate.getOrDefault(date, List.of()))))
            .toList());
  }

  /** The states are in this order. */
  private static NightHistory.@Nullable State worst(List<NightHistory.Night> nights) {
    return nights.stream()
        .map(NightHistory.Night::state)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** The chosen day, null if it is of another month. */
  public @Nullable Day chosen() {
    return days.stream().filter(Day::chosen).findFirst().orElse(null);
  }
}
