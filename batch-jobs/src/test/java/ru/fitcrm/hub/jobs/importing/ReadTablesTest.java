package ru.fitcrm.hub.jobs.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.importing.ImportLayout;

/** Whatever wrote a table, its rows come out as they went in. */
class ReadTablesTest {

  @Property(tries = 200)
  void aCsvFileIsReadWhateverItsSeparatorAndLetters(
      @ForAll("tables") List<List<String>> rows,
      @ForAll("separators") char separator,
      @ForAll("charsets") String charset)
      throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().fieldSeparator(separator).build(text)) {
      rows.forEach(csv::writeRecord);
    }
    boolean marked = charset.startsWith("+");
    Charset letters = Charset.forName(marked ? charset.substring(1) : charset);
    Path file = file((marked ? "\uFEFF" : "") + text, letters);

    ImportLayout layout = OpenTable.guess(file, OpenTable.CSV, null);

    assertThat(layout.separator()).isEqualTo(String.valueOf(separator));
    assertThat(cells(file, layout)).isEqualTo(rows);
  }

  @Provide
  Arbitrary<Character> separators() {
    return Arbitraries.of(',', ';', '\t');
  }

  @Provide
  Arbitrary<String> charsets() {
    return Arbitraries.of("UTF-8", "+UTF-8", "windows-1251", "+UTF-16LE", "+UTF-16BE");
  }

  /** At least one cell in Russian, as else the charset makes no difference. */
  @Provide
  Arbitrary<List<List<String>>> tables() {
    Arbitrary<String> cell =
        Arbitraries.strings()
            .withChars("АбвгдЁё abc019.-+()\"\n'")
            .ofMinLength(1)
            .ofMaxLength(12)
            .map(text -> "я" + text + "я");
    return Arbitraries.integers()
        .between(2, 6)
        .flatMap(width -> cell.list().ofSize(width).list().ofMinSize(2).ofMaxSize(8));
  }

  @Test
  void datesAndLongNumbersOfAWorkbookAreWhatOneSees() throws IOException {
    Path file = Files.createTempFile("table", ".xlsx");
    try (OutputStream out = Files.newOutputStream(file);
        Workbook book = new Workbook(out, "Test", "1.0")) {
      Worksheet hidden = book.newWorksheet("Скрытый");
      hidden.setVisibilityState(VisibilityState.HIDDEN);
      hidden.value(0, 0, "тайна");
      Worksheet sheet = book.newWorksheet("Клиенты");
      sheet.value(0, 0, LocalDate.of(1990, 11, 22));
      sheet.style(0, 0).format("dd.mm.yyyy").set();
      sheet.value(0, 1, 79161234567.0);
      sheet.value(0, 2, -1500.5);
      sheet.value(0, 3, "Анна");
      sheet.formula(0, 4, "1+1");
      sheet.value(0, 5, 0.1 + 0.2);
    }
    ImportLayout layout = OpenTable.guess(file, OpenTable.format(file), null);

    assertThat(layout.sheets()).containsExactly("Клиенты");
    List<String> row = cells(file, layout).get(0);
    assertThat(row.subList(0, 4)).containsExactly("1990-11-22", "79161234567", "-1500.5", "Анна");
    assertThat(row.get(5)).isEqualTo("0.3");
    assertThat(row.get(4)).as("nothing is computed").doesNotContain("+");
  }

  @Test
  void whatIsNoTableIsRefusedWithTheFix() throws IOException {
    assertThatThrownBy(() -> OpenTable.format(file("", StandardCharsets.UTF_8)))
        .hasMessageContaining("empty");
    assertThatThrownBy(() -> OpenTable.format(file("%PDF-1.7 …", StandardCharsets.UTF_8)))
        .hasMessageContaining("neither a CSV table nor");
    assertThatThrownBy(() -> OpenTable.format(file("PK\3\4 broken", StandardCharsets.UTF_8)))
        .hasMessageContaining("save it anew");
    Path open = file("a;b\n\"c;d\n", StandardCharsets.UTF_8);
    ImportLayout layout = OpenTable.guess(open, OpenTable.CSV, null);
    assertThatThrownBy(() -> cells(open, layout)).hasMessageContaining("quotation mark");
  }

  @Test
  void aWorkbookThatUnpacksToTooMuchIsRefused() throws IOException {
    Path file = Files.createTempFile("bomb", ".xlsx");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
      zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
      zip.write(new byte[2 << 20]);
    }
    new RefuseBombs(4 << 20, 3 << 20).look(file);
    assertThatThrownBy(() -> new RefuseBombs(4 << 20, 1 << 20).look(file))
        .isInstanceOf(BadFile.class)
        .hasMessageContaining("unpacks to more");
    assertThatThrownBy(() -> new RefuseBombs(1 << 20, 3 << 20).look(file))
        .isInstanceOf(BadFile.class);
  }

  private static List<List<String>> cells(Path file, ImportLayout layout) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (Table table = OpenTable.open(file, layout)) {
      Table.@Nullable Row row = table.next();
      while (row != null) {
        rows.add(row.cells());
        row = table.next();
      }
    }
    return rows;
  }

  private static Path file(String text, Charset letters) throws IOException {
    return Files.write(Files.createTempFile("table", ".csv"), text.getBytes(letters));
  }
}
