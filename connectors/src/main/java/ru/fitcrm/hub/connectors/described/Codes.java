package ru.fitcrm.hub.connectors.described;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A gateway's codes and what each means: {@code 3=DOWN}, {@code *=FAILED} for all others. */
final class Codes {

  static final String PATTERN = "[^=]+=[A-Z_]+";
  private static final String ANY = "*";

  private final Map<String, String> meanings = new HashMap<>();

  Codes(@Nullable List<String> lines) {
    for (String line : lines == null ? List.<String>of() : lines) {
      int at = line.indexOf('=');
      if (at > 0) {
        meanings.put(line.substring(0, at).strip(), line.substring(at + 1).strip());
      }
    }
  }

  /** Null if nobody has said. */
  @Nullable String of(String code) {
    return meanings.getOrDefault(code, meanings.get(ANY));
  }

  /** Null if this very code is not named. */
  @Nullable String named(String code) {
    return meanings.get(code);
  }
}
