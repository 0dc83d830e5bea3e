package ru.fitcrm.hub.jobs.importing;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Rows of a CSV file. What is no letter of its charset becomes a question mark, not an end. */
final class CsvTable implements Table {

  private static final int MOST_CELLS = 1000;
  private static final int LONGEST_CELL = 100_000;

  private final CsvReader<CsvRecord> csv;
  private final CloseableIterator<CsvRecord> rows;

  private CsvTable(CsvReader<CsvRecord> csv) {
    this.csv = csv;
    this.rows = csv.iterator();
  }

  static CsvTable open(Path file, Charset charset, char separator) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
    bytes.mark(4);
    int mark = GuessText.markLength(bytes.readNBytes(3));
    bytes.reset();
    bytes.skipNBytes(mark);
    InputStreamReader text =
        new InputStreamReader(
            bytes,
            charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE));
    return new CsvTable(
        CsvReader.builder()
            .fieldSeparator(separator)
            .skipEmptyLines(false)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .maxBufferSize(LONGEST_CELL * 16)
            .ofCsvRecord(text));
  }

  @Override
  public @Nullable Row next() throws IOException {
    try {
      if (!rows.hasNext()) {
        return null;
      }
      CsvRecord row = rows.next();
      if (row.getFieldCount() > MOST_CELLS) {
        throw new BadFile("file.too-wide", "A row has more than " + MOST_CELLS + " cells");
      }
      return new Row(row.getStartingLineNumber(), row.getFields());
    } catch (CsvParseException e) {
      throw new BadFile(
          "file.csv-broken",
          "The file is no table: somewhere a quotation mark is opened and not closed. Save it anew",
          e);
    } catch (UncheckedIOException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    rows.close();
    csv.close();
  }
}
