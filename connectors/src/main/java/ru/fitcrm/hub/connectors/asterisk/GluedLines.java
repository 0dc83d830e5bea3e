package ru.fitcrm.hub.connectors.asterisk;

import org.jspecify.annotations.Nullable;

/**
 * The library ends a line at CR LF only: where a proxy or a twin ends one with a bare LF, the next
 * header is glued to the value. ActionIDs, which such programs rewrite, are where it happens.
 */
final class GluedLines {
  private GluedLines() {}

  static String first(String value) {
    int end = value.indexOf('\n');
    return end < 0 ? value : value.substring(0, end).trim();
  }

  static @Nullable String header(String value, String name) {
    return value
        .lines()
        .skip(1)
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).trim())
        .findFirst()
        .orElse(null);
  }
}
