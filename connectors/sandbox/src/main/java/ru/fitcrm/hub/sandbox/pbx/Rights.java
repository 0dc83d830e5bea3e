package ru.fitcrm.hub.sandbox.pbx;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Classes of events or actions a user may have, as in manager.conf: {@code system,call,agent}. */
record Rights(Set<String> classes) {

  static final Rights ALL = new Rights(Set.of("all"));

  static Rights of(String list) {
    String plain = list.toLowerCase(Locale.ROOT).strip();
    return switch (plain) {
      case "on", "all", "true", "yes", "1" -> ALL;
      case "off", "none", "false", "no", "0", "" -> new Rights(Set.of());
      default ->
          new Rights(
              Arrays.stream(plain.split(",", -1))
                  .map(String::strip)
                  .collect(Collectors.toUnmodifiableSet()));
    };
  }

  boolean has(String wanted) {
    return classes.contains("all") || classes.contains(wanted);
  }

  /** An event without a class is for everybody. */
  boolean hears(PbxEvent event) {
    String privilege = event.fieldOrEmpty("Privilege").toLowerCase(Locale.ROOT);
    int comma = privilege.indexOf(',');
    return privilege.isEmpty() || has(comma < 0 ? privilege : privilege.substring(0, comma));
  }

  boolean hasOneOf(Set<String> wanted) {
    return wanted.isEmpty() || wanted.stream().anyMatch(this::has);
  }
}
