package ru.fitcrm.hub.config.console;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A month as a calendar shows it.
 *
 * @param <T> what a day has
 * @param title for example {@code ноябрь 2026}
 * @param weekdays their short names, Monday first
 * @param days whole weeks, so some of the months beside
 */
public record CalendarMonth<T>(
    YearMonth month, String title, List<String> weekdays, List<Day<T>> days) {

  /**
   * One day.
   *
   * @param name for who cannot see the calendar, for example {@code 22 ноября 2026}
   * @param items what it has, in the order it was given
   */
  public record Day<T>(
      LocalDate date, String name, boolean inMonth, boolean today, boolean chosen, List<T> items) {}

  /** The first day shown. */
  public static LocalDate first(YearMonth month) {
    return month.atDay(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  /** The last day shown. */
  public static LocalDate last(YearMonth month) {
    return month.atEndOfMonth().with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
  }

  public static <T> CalendarMonth<T> of(
      YearMonth month,
      List<T> items,
      Function<T, LocalDate> dateOf,
      LocalDate today,
      @Nullable LocalDate chosen,
      Locale locale) {
    Map<LocalDate, List<T>> byDate = items.stream().collect(Collectors.groupingBy(dateOf));
    DateTimeFormatter name = DateTimeFormatter.ofPattern("d MMMM yyyy", locale);
    return new CalendarMonth<>(
        month,
        DateTimeFormatter.ofPattern("LLLL yyyy", locale).format(month),
        Stream.of(DayOfWeek.values())
            .map(day -> day.getDisplayName(TextStyle.SHORT, locale))
            .toList(),
        first(month)
            .datesUntil(last(month).plusDays(1))
            .map(
                date ->
                    new Day<>(
                        date,
                        name.format(date),
                        YearMonth.from(date).equals(month),
                        date.equals(today),
                        date.equals(chosen),
                        byDate.getOrDefault(date, List.of())))
            .toList());
  }

  /** The chosen day, null if none is or it is of another month. */
  public @Nullable Day<T> chosen() {
    return days.stream().filter(Day::chosen).findFirst().orElse(null);
  }
}
