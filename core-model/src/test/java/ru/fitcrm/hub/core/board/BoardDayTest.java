package ru.fitcrm.hub.core.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoardDayTest {

  /** 2026-11-18 is a Wednesday. */
  private static final BoardDay WEDNESDAY = new BoardDay(LocalDateTime.parse("2026-11-18T15:00"));

  @ParameterizedTest
  @CsvSource({
    "2026-11-17, , OVERDUE",
    "2026-11-18, 14:59, OVERDUE",
    "2026-11-18, 15:00, TODAY",
    "2026-11-18, , TODAY",
    "2026-11-19, 00:00, TOMORROW",
    "2026-11-20, , THIS_WEEK",
    "2026-11-22, , THIS_WEEK",
    "2026-11-23, , LATER",
    ", , LATER",
  })
  void aCardWithAStatusStandsByItsDate(
      @Nullable LocalDate dueOn, @Nullable LocalTime dueTime, BoardColumn column) {
    assertThat(WEDNESDAY.columnOf(true, dueOn, dueTime)).isEqualTo(column);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-18, THIS_WEEK, 2026-11-22",
    "2026-11-20, THIS_WEEK, 2026-11-22",
    "2026-11-18, LATER, 2026-11-23",
    "2026-11-21, LATER, 2026-11-23",
    "2026-11-22, LATER, 2026-11-30",
    "2026-11-22, TOMORROW, 2026-11-23",
  })
  void aDragSetsTheDay(LocalDate today, BoardColumn target, LocalDate dueOn) {
    assertThat(new BoardDay(today.atTime(12, 0)).dragTo(target))
        .isEqualTo(new BoardDay.Drag.Due(dueOn));
  }

  @Test
  void nothingIsDraggedToOverdueNorToAWeekThatIsOver() {
    assertThat(WEDNESDAY.dragTo(BoardColumn.OVERDUE)).isInstanceOf(BoardDay.Drag.Refused.class);
    for (String weekend : new String[] {"2026-11-21T12:00", "2026-11-22T12:00"}) {
      BoardDay day = new BoardDay(LocalDateTime.parse(weekend));
      assertThat(day.dragTo(BoardColumn.THIS_WEEK)).isInstanceOf(BoardDay.Drag.Refused.class);
    }
  }

  @Property
  void withoutAStatusACardIsUnsortedWhateverItsDate(
      @ForAll("moments") LocalDateTime now, @ForAll("dates") LocalDate dueOn) {
    assertThat(new BoardDay(now).columnOf(false, dueOn, null)).isEqualTo(BoardColumn.UNSORTED);
  }

  @Property
  void aDraggedCardStandsWhereItWasDropped(
      @ForAll("moments") LocalDateTime now, @ForAll BoardColumn target) {
    BoardDay day = new BoardDay(now);
    switch (day.dragTo(target)) {
      case BoardDay.Drag.Due due ->
          assertThat(day.columnOf(true, due.on(), null)).isEqualTo(target);
      case BoardDay.Drag.ClearStatus clear -> assertThat(target).isEqualTo(BoardColumn.UNSORTED);
      case BoardDay.Drag.Refused refused ->
          assertThat(target == BoardColumn.OVERDUE || isWeekend(day))
              .as("refused for a reason")
              .isTrue();
    }
  }

  @Property
  void theColumnsFollowEachOtherInTime(
      @ForAll("moments") LocalDateTime now,
      @ForAll("dates") LocalDate one,
      @ForAll("dates") LocalDate other) {
    BoardDay day = new BoardDay(now);
    LocalDate earlier = one.isBefore(other) ? one : other;
    LocalDate later = one.isBefore(other) ? other : one;

    assertThat(day.columnOf(true, earlier, null))
        .isLessThanOrEqualTo(day.columnOf(true, later, null));
  }

  private static boolean isWeekend(BoardDay day) {
    DayOfWeek of = day.today().getDayOfWeek();
    return of == DayOfWeek.SATURDAY || of == DayOfWeek.SUNDAY;
  }

  @Provide
  Arbitrary<LocalDate> dates() {
    return Arbitraries.longs().between(20_000, 21_500).map(LocalDate::ofEpochDay);
  }

  @Provide
  Arbitrary<LocalDateTime> moments() {
    return Combinators.combine(dates(), Arbitraries.integers().between(0, 86_399))
        .as((date, second) -> date.atTime(LocalTime.ofSecondOfDay(second)));
  }
}
