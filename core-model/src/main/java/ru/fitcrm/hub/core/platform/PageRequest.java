package ru.fitcrm.hub.core.platform;

import org.jspecify.annotations.Nullable;

/**
 * Where to go on in a list.
 *
 * @param after id of the last row of the page before, 0 at the start
 * @param limit rows a page, 1–500
 */
public record PageRequest(long after, int limit) {

  public static final int DEFAULT_LIMIT = 100;
  public static final int MAX_LIMIT = 500;

  /** Reads what a caller asked for; both may be absent. */
  public static PageRequest of(@Nullable String cursor, @Nullable Integer limit) {
    return new PageRequest(readCursor(cursor), readLimit(limit));
  }

  private static long readCursor(@Nullable String cursor) {
    if (cursor == null || cursor.isBlank()) {
      return 0;
    }
    try {
      return Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw new InvalidInput(
          "cursor", "cursor.invalid", "cursor must be the `next` of the page before");
    }
  }

  private static int readLimit(@Nullable Integer limit) {
    if (limit == null) {
      return DEFAULT_LIMIT;
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new InvalidInput("limit", "limit.range", "limit must be from 1 to " + MAX_LIMIT);
    }
    return limit;
  }
}
