package ru.fitcrm.hub.jobs.importing;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a file, one after another, never all at once. */
interface Table extends AutoCloseable {

  /**
   * A row.
   *
   * @param number in the file, from 1, as a spreadsheet counts
   * @param cells as text: dates as 2026-11-22, numbers with a point
   */
  record Row(long number, List<String> cells) {

    boolean isEmpty() {
      return cells.stream().allMatch(String::isBlank);
    }

    /** A cell, empty where the row ends before it. */
    String cell(int index) {
      return index < cells.size() ? cells.get(index) : "";
    }
  }

  /** The next row, null after the last. */
  @Nullable Row next() throws IOException;

  @Override
  void close() throws IOException;
}
