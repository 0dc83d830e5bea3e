package ru.fitcrm.hub.config.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.springframework.stereotype.Component;

/** JSON merge patch (RFC 7396): what is absent stays, null clears, anything else replaces. */
@Component
final class MergePatch {

  static final String TYPE = "application/merge-patch+json";

  private final ObjectMapper json;

  MergePatch(ObjectMapper json) {
    this.json = json;
  }

  /**
   * @param now what may be edited, as it stands
   * @throws UnreadableJson naming the field that is unknown or of a wrong type
   */
  <E extends Record> E apply(E now, ObjectNode patch, Class<E> type) {
    ObjectNode target = json.valueToTree(now);
    ObjectNode whole = merge(target.deepCopy(), patch);
    // Of a field nobody knows null is a mistake as any other value: reading says so.
    patch.fieldNames().forEachRemaining(name -> keepUnknown(name, target, whole));
    return read(whole, type);
  }

  private static void keepUnknown(String name, ObjectNode known, ObjectNode whole) {
    if (!known.has(name) && !whole.has(name)) {
      whole.putNull(name);
    }
  }

  <E> E read(JsonNode tree, Class<E> type) {
    try {
      return json.treeToValue(tree, type);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new UnreadableJson(e);
    }
  }

  private static ObjectNode merge(ObjectNode target, ObjectNode patch) {
    patch
        .properties()
        .forEach(
            change -> {
              JsonNode value = change.getValue();
              if (value.isNull()) {
                target.remove(change.getKey());
              } else if (value instanceof ObjectNode inner
                  && target.get(change.getKey()) instanceof ObjectNode old) {
                target.set(change.getKey(), merge(old, inner));
              } else {
                target.set(change.getKey(), value);
              }
            });
    return target;
  }
}
