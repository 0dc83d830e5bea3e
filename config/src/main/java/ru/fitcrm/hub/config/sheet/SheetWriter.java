package ru.fitcrm.hub.config.sheet;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Rows on their way out as a table: written as they come, none is kept, none is a formula. */
public interface SheetWriter extends AutoCloseable {

  /** Texts as they are to be read; what a spreadsheet could compute is made harmless. */
  void add(List<String> cells) throws IOException;

  @Override
  void close() throws IOException;

  /** UTF-8 with a byte order mark, semicolons: what a Russian Excel opens by a double click. */
  static SheetWriter csv(OutputStream out) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    writer.write('\uFEFF');
    CsvWriter csv =
        CsvWriter.builder().fieldSeparator(';').lineDelimiter(LineDelimiter.CRLF).build(writer);
    return new SheetWriter() {
      @Override
      public void add(List<String> cells) {
        csv.writeRecord(cells.stream().map(SafeCell::phone).toList());
      }

      @Override
      public void close() throws IOException {
        csv.close();
      }
    };
  }

  /** A workbook of one sheet; every cell is a text, which is never computed. */
  static SheetWriter xlsx(OutputStream out, String sheetName) {
    Workbook book = new Workbook(out, "FitCRM Hub", "1.0");
    Worksheet sheet = book.newWorksheet(sheetName);
    return new SheetWriter() {
      private static final int FLUSH = 500;
      private int row;

      @Override
      public void add(List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
          if (!cells.get(i).isEmpty()) {
            sheet.inlineString(row, i, cells.get(i));
          }
        }
        row++;
        if (row % FLUSH == 0) {
          sheet.flush();
        }
      }

      @Override
      public void close() throws IOException {
        book.close();
      }
    };
  }
}
