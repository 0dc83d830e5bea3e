package ru.fitcrm.hub.jobs.importing;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one sheet of a workbook. Nothing is computed: a formula is what Excel made of it last.
 */
final class XlsxTable implements Table {

  private static final int MOST_CELLS = 1000;

  /** Excel keeps 15 digits; the rest is what comes of counting in twos. */
  private static final MathContext DIGITS = new MathContext(15);

  private static final double LAST_DAY = 2958466;
  private static final LocalDateTime DAY_ZERO = LocalDateTime.of(1899, 12, 30, 0, 0);
  private static final int DAYS_OF_1904 = 1462;
  private static final long DAY = 86_400;

  /** Formats Excel names by number only. */
  private static final List<Integer> DATE_FORMATS =
      List.of(14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47);

  private static final Pattern SPELLED_OUT = Pattern.compile("\"[^\"]*\"|\\[[^]]*]|\\\\.");
  private static final Pattern DATE_LETTER = Pattern.compile("[dyдг]|m.*[dyдг]|[dyдг].*m");

  private final ReadableWorkbook book;
  private final Stream<org.dhatim.fastexcel.reader.Row> stream;
  private final Iterator<org.dhatim.fastexcel.reader.Row> rows;

  private XlsxTable(ReadableWorkbook book, Stream<org.dhatim.fastexcel.reader.Row> stream) {
    this.book = book;
    this.stream = stream;
    this.rows = stream.iterator();
  }

  /**
   * @param sheet its name; null for the first that can be seen
   */
  static XlsxTable open(Path file, @Nullable String sheet) throws IOException {
    ReadableWorkbook book = book(file);
    try {
      Sheet chosen =
          book.getSheets()
              .filter(XlsxTable::isVisible)
              .filter(one -> sheet == null || one.getName().equals(sheet))
              .findFirst()
              .orElseThrow(
                  () ->
                      new BadFile(
                          "file.no-sheet", "The workbook has no such sheet that can be seen"));
      return new XlsxTable(book, chosen.openStream());
    } catch (RuntimeException | IOException e) {
      book.close();
      throw e;
    }
  }

  /** Names of the sheets that can be seen, in their order. */
  static List<String> sheets(Path file) throws IOException {
    try (ReadableWorkbook book = book(file)) {
      return book.getSheets().filter(XlsxTable::isVisible).map(Sheet::getName).toList();
    }
  }

  private static boolean isVisible(Sheet sheet) {
    return sheet.getVisibility() == SheetVisibility.VISIBLE;
  }

  private static ReadableWorkbook book(Path file) throws IOException {
    try {
      return new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
    } catch (RuntimeException e) {
      throw broken(e);
    }
  }

  @Override
  public @Nullable Row next() throws IOException {
    try {
      return rows.hasNext() ? read(rows.next()) : null;
    } catch (ExcelReaderException e) {
      throw broken(e);
    }
  }

  private Table.Row read(org.dhatim.fastexcel.reader.Row row) {
    if (row.getCellCount() > MOST_CELLS) {
      throw new BadFile("file.too-wide", "A row has more than " + MOST_CELLS + " cells");
    }
    List<String> cells = new ArrayList<>(row.getCellCount());
    for (int i = 0; i < row.getCellCount(); i++) {
      Cell cell = row.getCell(i);
      cells.add(cell == null ? "" : text(cell));
    }
    return new Table.Row(row.getRowNum(), cells);
  }

  private String text(Cell cell) {
    String raw = cell.getRawValue();
    if (cell.getType() == CellType.ERROR || raw == null) {
      String text = cell.getType() == CellType.STRING ? cell.getText() : "";
      return text == null ? "" : text;
    }
    if (cell.getType() == CellType.BOOLEAN) {
      return raw.equals("1") || raw.equalsIgnoreCase("true") ? "да" : "нет";
    }
    if (cell.getType() == CellType.STRING) {
      return cell.getText();
    }
    return number(cell, raw);
  }

  /** A formula's value is a number or a text: the cell does not say which. */
  private String number(Cell cell, String raw) {
    try {
      BigDecimal value = new BigDecimal(raw);
      if (isDate(cell) && value.signum() > 0 && value.doubleValue() < LAST_DAY) {
        return date(value.doubleValue() + (book.isDate1904() ? DAYS_OF_1904 : 0));
      }
      return value.round(DIGITS).stripTrailingZeros().toPlainString();
    } catch (NumberFormatException e) {
      return raw;
    }
  }

  private static String date(double days) {
    LocalDateTime at = DAY_ZERO.plusSeconds(Math.round(days * DAY));
    boolean midnight = at.truncatedTo(ChronoUnit.DAYS).equals(at);
    return midnight ? at.toLocalDate().toString() : at.toString();
  }

  private static boolean isDate(Cell cell) {
    Integer id = cell.getDataFormatId();
    if (id != null && DATE_FORMATS.contains(id)) {
      return true;
    }
    String format = cell.getDataFormatString();
    if (format == null) {
      return false;
    }
    String bare = SPELLED_OUT.matcher(format).replaceAll("").toLowerCase(Locale.ROOT);
    return !bare.equals("general") && DATE_LETTER.matcher(bare).find();
  }

  private static BadFile broken(Exception e) {
    return new BadFile(
        "file.xlsx-broken",
        "The workbook cannot be read: open it in Excel and save it anew as .xlsx, without a password",
        e);
  }

  @Override
  public void close() throws IOException {
    stream.close();
    book.close();
  }
}
