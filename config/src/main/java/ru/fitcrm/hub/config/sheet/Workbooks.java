package ru.fitcrm.hub.config.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Tables as sheets of a workbook. The first row of each is its head. */
final class Workbooks implements SheetWriter {

  private static final int FLUSH = 500;
  private static final int NARROWEST = 12;

  private final Workbook book;
  private Worksheet sheet;
  private int row;

  Workbooks(OutputStream out, String sheetName) {
    book = new Workbook(out, "FitCRM Hub", "1.0");
    sheet = book.newWorksheet(sheetName);
  }

  @Override
  public void add(List<?> cells) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      write(i, cells.get(i));
      if (row == 0) {
        sheet.width(i, Math.max(NARROWEST, cells.get(i).toString().length() + 3));
      }
    }
    row++;
    if (row % FLUSH == 0) {
      sheet.flush();
    }
  }

  private void write(int column, Object cell) {
    switch (cell) {
      case BigDecimal money -> {
        sheet.value(row, column, money);
        sheet.style(row, column).format("#,##0.00").set();
      }
      case Number number -> sheet.value(row, column, number);
      case LocalDate day -> {
        sheet.value(row, column, day);
        sheet.style(row, column).format("dd.mm.yyyy").set();
      }
      case LocalDateTime at -> {
        sheet.value(row, column, at);
        sheet.style(row, column).format("dd.mm.yyyy hh:mm").set();
      }
      default -> text(column, cell.toString());
    }
  }

  private void text(int column, String text) {
    if (!text.isEmpty()) {
      sheet.inlineString(row, column, text);
      if (row == 0) {
        sheet.style(row, column).bold().set();
      }
    }
  }

  @Override
  public void next(String sheetName) throws IOException {
    sheet.finish();
    sheet = book.newWorksheet(sheetName);
    row = 0;
  }

  @Override
  public void close() throws IOException {
    book.close();
  }
}
