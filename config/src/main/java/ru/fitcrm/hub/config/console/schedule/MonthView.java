package ru.fitcrm.hub.config.console.schedule;

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
import ru.fitcrm.hub.core.shift.ShiftState;
import ru.fitcrm.hub.core.shift.WorkShift;

/**
 * A month as a calendar shows it.
 *
 * @param title for example {@code ноябрь 2026}
 * @param weekdays their short names, Monday first
 * @param days whole weeks, so some of the months beside
 * @param waiting whether something is still to be given to 1C
 */
record MonthView(
    YearMonth month, String title, List<String> weekdays, List<Day> days, boolean waiting) {

  /**
   * One day.
   *
   * @param name for who cannot see the calendar, for example {@code 22 ноября 2026}
   */
  record Day(
      LocalDate date,
      String name,
      boolean inMonth,
      boolean today,
      boolean chosen,
      List<WorkShift> shifts) {}

  static LocalDate first(YearMonth month) {
    return month.atDay(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  static LocalDate last(YearMonth month) {
    return month.atEndOfMonth().with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
  }

  static MonthView of(
      YearMonth month,
      List<WorkShift> shifts,
      LocalDate today,
      @Nullable LocalDate chosen,
      Locale locale) {
    Map<LocalDate, List<WorkShift>> byDate =
        shifts.stream()
            .sorted(Comparator.comparing(WorkShift::startsAt))
            .collect(Collectors.groupingBy(WorkShift::date));
    DateTimeFormatter name = DateTimeFormatter.ofPattern("d MMMM yyyy", locale);
    return new MonthView(
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
                        byDate.getOrDefault(date, List.of())))
            .toList(),
        shifts.stream().anyMatch(shift -> shift.state() == ShiftState.WAITING));
  }

  /** The chosen day, null if none is. */
  public @Nullable Day chosen() {
    return days.stream().filter(Day::chosen).findFirst().orElse(null);
  }
}
