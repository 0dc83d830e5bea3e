package ru.fitcrm.hub.config.console.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.settings.FieldType;
import ru.fitcrm.hub.connectors.settings.SettingsShape;
import ru.fitcrm.hub.connectors.settings.SettingsShape.Field;

/**
 * Makes settings of what was typed. What is empty is left out; what does not fit its field goes on
 * as it is, for the check to name.
 */
final class ReadTyped {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final SettingsText typed;

  private ReadTyped(SettingsText typed) {
    this.typed = typed;
  }

  static ObjectNode of(SettingsShape shape, SettingsText typed) {
    ReadTyped read = new ReadTyped(typed);
    return object(shape.fields(), read::field);
  }

  private static ObjectNode object(List<Field> fields, Function<Field, @Nullable JsonNode> value) {
    ObjectNode object = NODES.objectNode();
    for (Field field : fields) {
      @Nullable JsonNode node = value.apply(field);
      if (node != null) {
        object.set(field.name(), node);
      }
    }
    return object;
  }

  private @Nullable JsonNode field(Field field) {
    return switch (field.type()) {
      case TEXT, NUMBER -> plain(field.type(), field.secret(), typed.text(field.path()));
      case FLAG -> NODES.booleanNode(typed.isOn(field.path()));
      case LIST ->
          field.items() == FieldType.OBJECT ? rows(field) : list(field, typed.text(field.path()));
      case OBJECT ->
          field.required() || typed.isWritten(field) ? object(field.fields(), this::field) : null;
    };
  }

  private ArrayNode rows(Field list) {
    ArrayNode rows = NODES.arrayNode();
    for (int i = 0; i < typed.rows(list); i++) {
      int row = i;
      ObjectNode object = object(list.fields(), column -> cell(column, row));
      if (!object.isEmpty()) {
        rows.add(object);
      }
    }
    return rows;
  }

  private @Nullable JsonNode cell(Field column, int row) {
    String text = typed.cell(column.path(), row);
    if (text.isBlank()) {
      return null;
    }
    return switch (column.type()) {
      case TEXT, NUMBER -> plain(column.type(), column.secret(), text);
      case FLAG -> NODES.booleanNode(Boolean.parseBoolean(text));
      case LIST -> list(column, text);
      case OBJECT -> null;
    };
  }

  private static ArrayNode list(Field list, String text) {
    FieldType items = list.items() == null ? FieldType.TEXT : list.items();
    ArrayNode array = NODES.arrayNode();
    Arrays.stream(text.split("[\\n\\r,;]+", -1))
        .filter(item -> !item.isBlank())
        .forEach(item -> array.add(plain(items, false, item)));
    return array;
  }

  private static @Nullable JsonNode plain(FieldType type, boolean secret, String text) {
    if (text.isBlank()) {
      return null;
    }
    // A space at a password's end may be a part of it.
    return type == FieldType.NUMBER
        ? number(text.strip())
        : NODES.textNode(secret ? text : text.strip());
  }

  private static JsonNode number(String text) {
    try {
      return NODES.numberNode(Long.parseLong(text));
    } catch (NumberFormatException noWhole) {
      return decimal(text);
    }
  }

  private static JsonNode decimal(String text) {
    try {
      return NODES.numberNode(new BigDecimal(text));
    } catch (NumberFormatException noNumber) {
      return NODES.textNode(text);
    }
  }
}
