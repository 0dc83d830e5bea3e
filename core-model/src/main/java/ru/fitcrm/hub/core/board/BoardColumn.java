package ru.fitcrm.hub.core.board;

/** The six columns of the board, in their order. Which one a card stands in is computed. */
public enum BoardColumn {
  /** Неразобранные: no status yet. */
  UNSORTED,
  /** Просрочено. */
  OVERDUE,
  /** Сегодня. */
  TODAY,
  /** Завтра. */
  TOMORROW,
  /** На этой неделе: the days after tomorrow to Sunday. */
  THIS_WEEK,
  /** Позже: from next week on, or without a date. */
  LATER
}
