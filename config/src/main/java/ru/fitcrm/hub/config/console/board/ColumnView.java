package ru.fitcrm.hub.config.console.board;

import java.util.List;
import ru.fitcrm.hub.core.board.BoardColumn;

/**
 * A column as it is shown.
 *
 * @param count all its cards, of which {@code cards} are the most urgent
 * @param rows how many were asked for
 */
record ColumnView(BoardColumn column, long count, List<CardView> cards, int rows) {

  public boolean isEmpty() {
    return cards.isEmpty();
  }

  /** How many cards are not shown yet. */
  public long hidden() {
    return Math.max(0, count - cards.size());
  }
}
