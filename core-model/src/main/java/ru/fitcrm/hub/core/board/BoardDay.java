package ru.fitcrm.hub.core.board;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * A moment of the club's day, and the rules of the board at it: which column a card stands in, and
 * what dragging it to another sets.
 *
 * @param now the club's local time
 */
public record BoardDay(LocalDateTime now) {

  public LocalDate today() {
    return now.toLocalDate();
  }

  public LocalDate tomorrow() {
    return today().plusDays(1);
  }

  /** The last day of this week. */
  public LocalDate sunday() {
    return today().with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
  }

  /** The column of an open card. */
  public BoardColumn columnOf(
      boolean hasStatus, @Nullable LocalDate dueOn, @Nullable LocalTime dueTime) {
    if (!hasStatus) {
      return BoardColumn.UNSORTED;
    }
    if (dueOn == null) {
      return BoardColumn.LATER;
    }
    if (dueOn.isBefore(today()) || (dueOn.equals(today()) && isPassed(dueTime))) {
      return BoardColumn.OVERDUE;
    }
    if (dueOn.equals(today())) {
      return BoardColumn.TODAY;
    }
    if (dueOn.equals(tomorrow())) {
      return BoardColumn.TOMORROW;
    }
    return dueOn.isAfter(sunday()) ? BoardColumn.LATER : BoardColumn.THIS_WEEK;
  }

  private boolean isPassed(@Nullable LocalTime dueTime) {
    return dueTime != null && dueTime.isBefore(now.toLocalTime());
  }

  /** What dragging a card to a column does. */
  public Drag dragTo(BoardColumn target) {
    return switch (target) {
      case UNSORTED -> new Drag.ClearStatus();
      case OVERDUE -> new Drag.Refused("drag.overdue");
      case TODAY -> new Drag.Due(today());
      case TOMORROW -> new Drag.Due(tomorrow());
      case THIS_WEEK -> dragToThisWeek();
      case LATER -> new Drag.Due(nextMonday());
    };
  }

  private Drag dragToThisWeek() {
    return sunday().isAfter(tomorrow())
        ? new Drag.Due(sunday())
        : new Drag.Refused("drag.week-over");
  }

  /** On a Sunday the next Monday is tomorrow, which is a column of its own: the one after it. */
  private LocalDate nextMonday() {
    LocalDate monday = today().with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    return monday.equals(tomorrow()) ? monday.plusWeeks(1) : monday;
  }

  /** What a drag sets. */
  public sealed interface Drag {

    /** The card is due on that day; one without a status gets the club's first. */
    record Due(LocalDate on) implements Drag {}

    /** The card goes back among the unsorted. */
    record ClearStatus() implements Drag {}

    /**
     * @param code stable code of the reason
     */
    record Refused(String code) implements Drag {}
  }
}
