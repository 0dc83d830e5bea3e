package ru.fitcrm.hub.core.importing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a file is to be read.
 *
 * @param charset of a CSV file, for example {@code UTF-8} or {@code windows-1251}
 * @param separator of a CSV file: a comma, a semicolon or a tab
 * @param sheet name of the sheet of a workbook that is read
 * @param sheets names of the sheets one can see
 * @param headerRow number of the row with the columns' names, from 1; 0 if there is none
 */
public record ImportLayout(
    @Nullable String charset,
    @Nullable String separator,
    @Nullable String sheet,
    List<String> sheets,
    long headerRow) {

  public ImportLayout {
    sheets = sheets == null ? List.of() : List.copyOf(sheets);
  }
}
