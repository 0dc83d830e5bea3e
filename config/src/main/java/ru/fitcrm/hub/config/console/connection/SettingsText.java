package ru.fitcrm.hub.config.console.connection;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.util.MultiValueMap;
import ru.fitcrm.hub.connectors.settings.FieldType;
import ru.fitcrm.hub.connectors.settings.SettingsShape.Field;

/**
 * What stands in the fields of a form of settings.
 *
 * @param values path of a field → its text; a list of objects has one text a row
 */
record SettingsText(Map<String, List<String>> values) {

  /** Sets the fields of settings apart from the others of the form. */
  static final String PREFIX = "s-";

  SettingsText {
    values = Map.copyOf(values);
  }

  static SettingsText sent(MultiValueMap<String, String> parameters) {
    return new SettingsText(
        parameters.entrySet().stream()
            .filter(one -> one.getKey().startsWith(PREFIX))
            .collect(
                Collectors.toMap(
                    one -> one.getKey().substring(PREFIX.length()), Map.Entry::getValue)));
  }

  public String text(String path) {
    return cell(path, 0);
  }

  public String cell(String path, int row) {
    List<String> cells = values.getOrDefault(path, List.of());
    return row < cells.size() ? cells.get(row) : "";
  }

  public boolean isOn(String path) {
    return Boolean.parseBoolean(text(path));
  }

  /** How many rows of a list of objects are written. */
  public int rows(Field list) {
    return list.fields().stream()
        .mapToInt(field -> values.getOrDefault(field.path(), List.of()).size())
        .max()
        .orElse(0);
  }

  /** Whether anything of a group is written: an optional one is then worth opening and saving. */
  public boolean isWritten(Field group) {
    return group.fields().stream()
        .filter(field -> field.type() != FieldType.FLAG)
        .anyMatch(
            field ->
                field.type() == FieldType.OBJECT
                    ? isWritten(field)
                    : values.getOrDefault(field.path(), List.of()).stream()
                        .anyMatch(text -> !text.isBlank()));
  }
}
