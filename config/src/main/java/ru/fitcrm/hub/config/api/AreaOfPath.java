package ru.fitcrm.hub.config.api;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ru.fitcrm.hub.core.access.KeyArea;

/** To which part of the API an address belongs. */
final class AreaOfPath {

  private static final String CLUB = "/api/v1/clubs/{club}";
  private static final String ROOT = "/api/v1/";

  /** What says nothing of a club's: who the key is, and which kinds of connections there are. */
  private static final Set<String> OPEN = Set.of("me", "connector-kinds");

  private static final Map<KeyArea, Set<String>> AREAS =
      Map.of(
          KeyArea.CLIENTS, Set.of("clients", "requests", "contracts", "payments", "visits"),
          KeyArea.CALLS, Set.of("calls", "ignored-numbers"),
          KeyArea.TASKS, Set.of("tasks"),
          KeyArea.MESSAGES, Set.of("messages"),
          KeyArea.CONNECTIONS,
              Set.of("connections", "sync-runs", "rejected-rows", "drift", "webhook-endpoints"),
          KeyArea.JOURNAL, Set.of("events", "inbox", "outbox", "trace", "audit"),
          KeyArea.JOBS, Set.of("jobs", "imports", "reports", "night-limits"),
          KeyArea.SETTINGS,
              Set.of(
                  "",
                  "clubs",
                  "branches",
                  "employees",
                  "work-shifts",
                  "task-statuses",
                  "rules",
                  "message-hours",
                  "retention",
                  "licence"),
          KeyArea.KEYS, Set.of("api-keys"));

  private AreaOfPath() {}

  /**
   * What a key needs.
   *
   * @param pattern as a controller declares it, for example {@code /api/v1/clubs/{club}/tasks/{id}}
   * @return empty where every key may; what no area names belongs to the settings
   */
  static Optional<String> scope(String pattern, boolean reading) {
    String first = first(pattern);
    if (OPEN.contains(first) && !pattern.startsWith(CLUB)) {
      return Optional.empty();
    }
    KeyArea area = area(first).orElse(KeyArea.SETTINGS);
    return Optional.of(reading ? area.read() : area.write());
  }

  static Optional<KeyArea> area(String first) {
    return AREAS.entrySet().stream()
        .filter(entry -> entry.getValue().contains(first))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The first word below the club or, elsewhere, below the API. */
  static String first(String pattern) {
    String below =
        pattern.startsWith(CLUB)
            ? pattern.substring(CLUB.length())
            : pattern.startsWith(ROOT) ? "/" + pattern.substring(ROOT.length()) : pattern;
    int end = below.indexOf('/', 1);
    return below.isEmpty() ? "" : below.substring(1, end < 0 ? below.length() : end);
  }
}
