package ru.fitcrm.hub.sandbox.pbx;

import java.time.Instant;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the PBX's time on events, where it stands already or everywhere. */
record Stamping(Supplier<Instant> now, boolean everywhere) {

  private static final Pattern STAMP = Pattern.compile("\r\nTimestamp: [^\r]*");
  private static final Pattern PRIVILEGE = Pattern.compile("\r\nPrivilege: [^\r]*");

  String stamped(String text) {
    Matcher present = STAMP.matcher(text);
    if (present.find()) {
      return present.replaceFirst(line());
    }
    return everywhere ? PRIVILEGE.matcher(text).replaceFirst("$0" + line()) : text;
  }

  private String line() {
    return "\r\nTimestamp: " + EpochMicros.of(now.get());
  }
}
