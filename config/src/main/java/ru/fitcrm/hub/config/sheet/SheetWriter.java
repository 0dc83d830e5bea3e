package ru.fitcrm.hub.config.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Rows on their way out as a table: written as they come, none is kept, none is a formula. */
public interface SheetWriter extends AutoCloseable {

  /**
   * Texts as they are to be read, of which what a spreadsheet could compute is made harmless;
   * numbers and dates (LocalDate, LocalDateTime), which a spreadsheet may add up and sort.
   */
  void add(List<?> cells) throws IOException;

  /** What follows stands on a sheet of its own; a file of one table leaves it out. */
  void next(String sheetName) throws IOException;

  @Override
  void close() throws IOException;

  /** As {@link #csv(OutputStream, boolean)} with a comma: what a Russian Excel adds up. */
  static SheetWriter csv(OutputStream out) throws IOException {
    return csv(out, true);
  }

  /**
   * UTF-8 with a byte order mark, semicolons: what a Russian Excel opens by a double click.
   *
   * @param decimalComma of numbers, else a point
   */
  static SheetWriter csv(OutputStream out, boolean decimalComma) throws IOException {
    return new CsvSheet(out, decimalComma);
  }

  /** A workbook; its texts are never computed. */
  static SheetWriter xlsx(OutputStream out, String sheetName) {
    return new Workbooks(out, sheetName);
  }
}
