package ru.fitcrm.hub.core.importing;

import java.util.List;

/**
 * A row of a file that was not taken, or not wholly.
 *
 * @param row its number in the file, from 1, as a spreadsheet counts
 * @param taken the row was taken, without this
 * @param field a field or column at fault
 * @param code stable, for pages
 * @param reason what is wrong and how to mend it, in English; no personal data
 * @param cells the row; personal data
 */
public record ImportFault(
    long row, boolean taken, String field, String code, String reason, List<String> cells) {

  public ImportFault {
    cells = List.copyOf(cells);
  }

  /** Without the cells, so that they reach no log. */
  @Override
  public String toString() {
    return "ImportFault[" + row + ", " + field + ", " + code + "]";
  }
}
