package ru.fitcrm.hub.jobs.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.importing.ImportLayout;

/** Tells what a file is, by its bytes and not by its name, and opens it. */
final class OpenTable {

  static final String CSV = "CSV";
  static final String XLSX = "XLSX";

  private static final int START = 256 * 1024;
  private static final RefuseBombs BOMBS = new RefuseBombs(1L << 30, 200L << 20);

  private OpenTable() {}

  /** CSV or XLSX. */
  static String format(Path file) throws IOException {
    byte[] start = start(file);
    if (start.length == 0) {
      throw new BadFile("file.empty", "The file is empty");
    }
    if (begins(start, 'P', 'K')) {
      BOMBS.look(file);
      return XLSX;
    }
    if (begins(start, 0xD0, 0xCF, 0x11, 0xE0)) {
      throw new BadFile(
          "file.old-excel",
          "This is an old .xls or a workbook with a password: save it as .xlsx without one");
    }
    if (begins(start, '%', 'P', 'D', 'F') || hasZeroes(start)) {
      throw new BadFile("file.unknown", "The file is neither a CSV table nor an .xlsx workbook");
    }
    return CSV;
  }

  /** UTF-16 alone has zero bytes among letters, and says so by its mark. */
  private static boolean hasZeroes(byte[] start) {
    if (GuessText.markLength(start) == 2) {
      return false;
    }
    for (byte b : start) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean begins(byte[] start, int... mark) {
    byte[] bytes = new byte[mark.length];
    for (int i = 0; i < mark.length; i++) {
      bytes[i] = (byte) mark[i];
    }
    return start.length >= mark.length && Arrays.equals(bytes, Arrays.copyOf(start, mark.length));
  }

  /** How it is to be read, as far as one can guess; the header is looked for later. */
  static ImportLayout guess(Path file, String format, @Nullable String sheet) throws IOException {
    if (format.equals(XLSX)) {
      List<String> sheets = XlsxTable.sheets(file);
      if (sheets.isEmpty()) {
        throw new BadFile("file.no-sheet", "The workbook has no sheet that can be seen");
      }
      String chosen = sheet == null ? sheets.get(0) : sheet;
      if (!sheets.contains(chosen)) {
        throw new BadFile("file.no-sheet", "The workbook has no such sheet that can be seen");
      }
      return new ImportLayout(null, null, chosen, sheets, 0);
    }
    byte[] start = start(file);
    Charset charset = GuessText.charset(start, start.length < START);
    int mark = GuessText.markLength(start);
    String text = new String(start, mark, start.length - mark, charset);
    char separator = GuessSeparator.of(text);
    return new ImportLayout(charset.name(), String.valueOf(separator), null, List.of(), 0);
  }

  static Table open(Path file, ImportLayout layout) throws IOException {
    if (layout.charset() == null) {
      return XlsxTable.open(file, layout.sheet());
    }
    Charset charset =
        layout.charset().isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(layout.charset());
    return CsvTable.open(file, charset, Objects.requireNonNull(layout.separator()).charAt(0));
  }

  private static byte[] start(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(START);
    }
  }
}
