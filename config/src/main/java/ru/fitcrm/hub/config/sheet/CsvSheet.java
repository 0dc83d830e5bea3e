package ru.fitcrm.hub.config.sheet;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** A table as text. */
final class CsvSheet implements SheetWriter {

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final CsvWriter csv;
  private final boolean decimalComma;
  private boolean over;

  CsvSheet(OutputStream out, boolean decimalComma) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    writer.write(BYTE_ORDER_MARK);
    this.csv =
        CsvWriter.builder().fieldSeparator(';').lineDelimiter(LineDelimiter.CRLF).build(writer);
    this.decimalComma = decimalComma;
  }

  @Override
  public void add(List<?> cells) {
    if (!over) {
      csv.writeRecord(cells.stream().map(this::text).toList());
    }
  }

  @Override
  public void next(String sheetName) {
    over = true;
  }

  private String text(Object cell) {
    return switch (cell) {
      case BigDecimal money ->
          decimalComma ? money.toPlainString().replace('.', ',') : money.toPlainString();
      case LocalDateTime at -> MINUTE.format(at);
      case String text -> SafeCell.phone(text);
      default -> cell.toString();
    };
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
