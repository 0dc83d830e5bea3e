package ru.fitcrm.hub.core.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** Which fields a rule's settings have: a mistyped one would be as if it were not there. */
final class KnownSettings {

  /** Of all actions together: a rule may keep what only another action needs. */
  private static final List<String> ALL =
      List.of(
          "addresses",
          "approved",
          "channels",
          "code",
          "dueInDays",
          "endpoints",
          "group",
          "kind",
          "media",
          "nextAfterMinutes",
          "nextStep",
          "purpose",
          "reason",
          "subject",
          "text",
          "to",
          "unlessStopped");

  private static final Map<String, List<String>> INSIDE =
      Map.of(
          "approved",
          List.of("language", "name", "parameters"),
          "media",
          List.of("kind", "name", "url"),
          "subject",
          CheckRule.LANGUAGES,
          "text",
          CheckRule.LANGUAGES);

  private KnownSettings() {}

  /**
   * @throws InvalidInput naming the first field there is not
   */
  static void check(JsonNode settings) {
    check("settings", settings, ALL);
    INSIDE.forEach((name, known) -> check("settings." + name, settings.path(name), known));
  }

  private static void check(String path, JsonNode told, List<String> known) {
    told.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                String field = path + "." + name;
                throw new InvalidInput(
                    field,
                    "field.unknown",
                    "There is no field %s: %s has %s"
                        .formatted(field, path, String.join(", ", known)));
              }
            });
  }
}
