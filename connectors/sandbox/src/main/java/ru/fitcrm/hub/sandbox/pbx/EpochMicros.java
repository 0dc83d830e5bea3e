package ru.fitcrm.hub.sandbox.pbx;

import java.time.Instant;
import java.util.Locale;

/** Writes a moment as Asterisk does: seconds since 1970 and six digits. */
final class EpochMicros {

  private EpochMicros() {}

  static String of(Instant moment) {
    return String.format(Locale.ROOT, "%d.%06d", moment.getEpochSecond(), moment.getNano() / 1_000);
  }
}
