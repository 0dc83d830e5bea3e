package ru.fitcrm.hub.core.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A message's body as it may be shown: secrets in it stay hidden. */
public final class SafeBody {

  private static final String HIDDEN = "•••";
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(password|secret|token|api_?key|signature|authorization).*");

  private SafeBody() {}

  /** A copy. */
  public static JsonNode of(JsonNode body) {
    JsonNode safe = body.deepCopy();
    hide(safe);
    return safe;
  }

  private static void hide(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String name : List.copyOf(namesOf(object))) {
        if (SECRET.matcher(name).matches() && object.get(name).isValueNode()) {
          object.put(name, HIDDEN);
        }
      }
    }
    node.forEach(SafeBody::hide);
  }

  private static List<String> namesOf(ObjectNode object) {
    return object.propertyStream().map(Map.Entry::getKey).toList();
  }
}
