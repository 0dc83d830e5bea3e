package ru.fitcrm.hub.core.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Hides numbers and texts in JSON by the names of their fields. What names somebody as its {@code
 * responsibleId} is shown to them whole.
 */
public final class MaskJson {

  private static final Set<String> NUMBERS =
      Set.of("phone", "phones", "number", "clientNumber", "address", "email");
  private static final Set<String> TEXTS = Set.of("text", "subject", "comment", "callerName");

  private MaskJson() {}

  /** Changes the tree itself. */
  public static void mask(JsonNode node, Sight sight) {
    if (node instanceof ObjectNode object) {
      JsonNode responsible = object.path("responsibleId");
      Sight mine = sight.ofOneOf(responsible.isNumber() ? responsible.longValue() : null);
      for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
        object.set(field.getKey(), masked(field.getKey(), field.getValue(), mine));
      }
    } else if (node instanceof ArrayNode array) {
      array.forEach(one -> mask(one, sight));
    }
  }

  private static JsonNode masked(String name, JsonNode value, Sight sight) {
    if (NUMBERS.contains(name)) {
      return hidden(value, sight, sight::phone);
    }
    if (TEXTS.contains(name)) {
      return hidden(value, sight, sight::text);
    }
    if (name.equals("media") && !sight.texts()) {
      return NullNode.getInstance();
    }
    mask(value, sight);
    return value;
  }

  private static JsonNode hidden(
      JsonNode value, Sight sight, UnaryOperator<@Nullable String> hide) {
    if (value.isTextual()) {
      return TextNode.valueOf(hide.apply(value.textValue()));
    }
    if (value instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, hidden(array.get(i), sight, hide));
      }
      return array;
    }
    mask(value, sight);
    return value;
  }
}
