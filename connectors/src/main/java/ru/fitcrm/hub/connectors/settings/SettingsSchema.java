package ru.fitcrm.hub.connectors.settings;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import ru.fitcrm.hub.connectors.settings.SettingsShape.Field;

/** Writes a shape as a JSON schema (draft 2020-12). Secrets are {@code writeOnly}. */
public final class SettingsSchema {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private SettingsSchema() {}

  public static ObjectNode of(SettingsShape shape) {
    ObjectNode schema = object(shape.fields());
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    return schema;
  }

  private static ObjectNode object(List<Field> fields) {
    ObjectNode schema = NODES.objectNode().put("type", "object").put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = NODES.arrayNode();
    for (Field field : fields) {
      properties.set(field.name(), property(field));
      // A secret that is stored may be left out.
      if (field.required() && !field.secret()) {
        required.add(field.name());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema;
  }

  private static ObjectNode property(Field field) {
    return switch (field.type()) {
      case OBJECT -> object(field.fields());
      case LIST -> NODES.objectNode().put("type", "array").set("items", items(field));
      default -> plain(field);
    };
  }

  private static ObjectNode items(Field list) {
    if (list.items() == FieldType.OBJECT) {
      return object(list.fields());
    }
    return NODES
        .objectNode()
        .put("type", name(list.items() == null ? FieldType.TEXT : list.items()));
  }

  private static ObjectNode plain(Field field) {
    ObjectNode schema = NODES.objectNode().put("type", name(field.type()));
    if (field.min() != null) {
      schema.put("minimum", field.min());
    }
    if (field.max() != null) {
      schema.put("maximum", field.max());
    }
    if (field.pattern() != null) {
      schema.put("pattern", field.pattern());
    }
    if (field.secret()) {
      schema.put("writeOnly", true).put("format", "password");
    }
    field.choices().forEach(schema.withArrayProperty("enum")::add);
    if (field.choices().isEmpty()) {
      schema.remove("enum");
    }
    putFallback(schema, field);
    return schema;
  }

  private static void putFallback(ObjectNode schema, Field field) {
    String fallback = field.fallback();
    if (fallback == null) {
      return;
    }
    switch (field.type()) {
      case NUMBER -> schema.put("default", new java.math.BigDecimal(fallback));
      case FLAG -> schema.put("default", Boolean.parseBoolean(fallback));
      default -> schema.put("default", fallback);
    }
  }

  private static String name(FieldType type) {
    return switch (type) {
      case TEXT -> "string";
      case NUMBER -> "integer";
      case FLAG -> "boolean";
      case LIST -> "array";
      case OBJECT -> "object";
    };
  }
}
