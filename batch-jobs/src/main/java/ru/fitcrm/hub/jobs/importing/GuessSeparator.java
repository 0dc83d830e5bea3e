package ru.fitcrm.hub.jobs.importing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Guesses what separates the cells of a CSV file: what makes the most rows of its beginning equally
 * wide. Separators inside quotes are none.
 */
final class GuessSeparator {

  private static final char[] CANDIDATES = {';', '\t', ','};
  private static final int MOST_ROWS = 200;

  private GuessSeparator() {}

  /** Of a text without any, a semicolon: what a Russian Excel writes. */
  static char of(String start) {
    char best = ';';
    long bestScore = 0;
    for (char candidate : CANDIDATES) {
      long score = score(widths(start, candidate));
      if (score > bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
    return best;
  }

  /** Rows of the commonest width above one, and a little for that width. */
  private static long score(List<Integer> widths) {
    Map<Integer, Integer> rows = new HashMap<>();
    widths.stream().filter(width -> width > 1).forEach(width -> rows.merge(width, 1, Integer::sum));
    return rows.entrySet().stream()
        .mapToLong(entry -> entry.getValue() * 1000L + Math.min(entry.getKey(), 999))
        .max()
        .orElse(0);
  }

  private static List<Integer> widths(String text, char separator) {
    List<Integer> widths = new ArrayList<>();
    int width = 1;
    boolean quoted = false;
    boolean empty = true;
    for (int i = 0; i < text.length() && widths.size() < MOST_ROWS; i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == separator) {
        width++;
      } else if (!quoted && (c == '\n' || c == '\r')) {
        if (!empty) {
          widths.add(width);
        }
        width = 1;
        empty = true;
        continue;
      }
      empty = false;
    }
    if (!empty) {
      widths.add(width);
    }
    return widths;
  }
}
