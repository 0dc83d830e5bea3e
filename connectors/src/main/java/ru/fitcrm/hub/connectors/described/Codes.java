package ru.fitcrm.hub.connectors.described;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A gateway's codes and what each means: {@code 3=DOWN}, {@code *=FAILED} for all others. */
final class Codes {

  static final String OUTCOME = "[^=]+=(ACCEPTED|RETRY|DOWN|REJECTED|DO_NOT_WRITE|UNKNOWN)";
  static final String OUTCOME_WANTED =
      "must be code=OUTCOME, OUTCOME being ACCEPTED, RETRY, DOWN, REJECTED, DO_NOT_WRITE or UNKNOWN";
  static final String FOUND = "[^=]+=(ACCEPTED|DELIVERED|RETRY|REJECTED|UNKNOWN)";
  static final String FOUND_WANTED =
      "must be status=OUTCOME, OUTCOME being ACCEPTED, DELIVERED, RETRY, REJECTED or UNKNOWN";
  static final String STAGE = "[^=]+=(ACCEPTED|DELIVERED|READ|FAILED)";
  static final String STAGE_WANTED =
      "must be status=STAGE, STAGE being ACCEPTED, DELIVERED, READ or FAILED";
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
