package ru.fitcrm.hub.config.console.connection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import ru.fitcrm.hub.connectors.settings.FieldType;
import ru.fitcrm.hub.connectors.settings.SettingsShape;
import ru.fitcrm.hub.connectors.settings.SettingsShape.Field;

/** Turns saved settings into texts for the fields of a form. */
final class ShowSettings {

  private final Map<String, List<String>> values = new HashMap<>();

  private ShowSettings() {}

  static SettingsText of(SettingsShape shape, JsonNode saved) {
    ShowSettings show = new ShowSettings();
    show.object(shape.fields(), saved);
    return new SettingsText(show.values);
  }

  private void object(List<Field> fields, JsonNode saved) {
    fields.forEach(field -> field(field, saved.path(field.name())));
  }

  private void field(Field field, JsonNode saved) {
    if (field.type() == FieldType.OBJECT) {
      object(field.fields(), saved);
    } else if (field.type() == FieldType.LIST && field.items() == FieldType.OBJECT) {
      saved.forEach(row -> row(field.fields(), row));
    } else if (!field.secret()) {
      values.put(field.path(), List.of(text(field, saved, "\n")));
    }
  }

  /** A row may be an object, or the short writing of one: its first field alone. */
  private void row(List<Field> columns, JsonNode saved) {
    for (int i = 0; i < columns.size(); i++) {
      Field column = columns.get(i);
      JsonNode cell = saved.isObject() ? saved.path(column.name()) : saved;
      values
          .computeIfAbsent(column.path(), path -> new ArrayList<>())
          .add(saved.isObject() || i == 0 ? text(column, cell, ", ") : "");
    }
  }

  private static String text(Field field, JsonNode saved, String between) {
    if (saved.isArray()) {
      return StreamSupport.stream(saved.spliterator(), false)
          .map(JsonNode::asText)
          .collect(Collectors.joining(between));
    }
    if (saved.isMissingNode() || saved.isNull()) {
      String fallback = field.fallback();
      return field.type() == FieldType.FLAG && fallback != null ? fallback : "";
    }
    return saved.asText();
  }
}
