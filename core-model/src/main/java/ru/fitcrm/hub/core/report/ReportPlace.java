package ru.fitcrm.hub.core.report;

import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.platform.InvalidInput;

/**
 * Where to go on in a report: behind this row.
 *
 * @param sort of the last row read
 * @param id of it
 */
public record ReportPlace(long sort, long id) {

  public static final ReportPlace START = new ReportPlace(Long.MIN_VALUE, Long.MIN_VALUE);

  /** Reads what {@link #toString} wrote; absent is the start. */
  public static ReportPlace parse(@Nullable String cursor) {
    if (cursor == null || cursor.isBlank()) {
      return START;
    }
    String[] parts = cursor.strip().split("_", -1);
    try {
      if (parts.length == 2) {
        return new ReportPlace(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new InvalidInput(
        "cursor", "cursor.invalid", "cursor must be the `next` of the page before");
  }

  @Override
  public String toString() {
    return sort + "_" + id;
  }
}
