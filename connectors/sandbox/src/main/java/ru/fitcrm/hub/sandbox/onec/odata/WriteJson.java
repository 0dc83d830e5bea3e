package ru.fitcrm.hub.sandbox.onec.odata;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes objects as {@code json;odata=nometadata}. */
final class WriteJson {

  private WriteJson() {}

  static String list(List<Thing> things, @Nullable Long count) {
    return "{"
        + (count == null ? "" : "\"odata.count\": \"" + count + "\",\r\n")
        + "\"value\": ["
        + things.stream().map(WriteJson::thing).collect(Collectors.joining(",\r\n"))
        + "]}";
  }

  private static String thing(Thing thing) {
    String sections =
        thing.sections().entrySet().stream()
            .map(
                section ->
                    ", \""
                        + section.getKey()
                        + "\": ["
                        + section.getValue().stream()
                            .map(WriteJson::row)
                            .collect(Collectors.joining(","))
                        + "]")
            .collect(Collectors.joining());
    String row = row(thing.properties());
    return row.substring(0, row.length() - 1) + sections + "}";
  }

  private static String row(List<Property> row) {
    return row.stream()
        .map(each -> "\"" + each.name() + "\": " + value(each))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String value(Property property) {
    return property.type().isQuoted()
        ? "\"" + property.value().replace("\\", "\\\\").replace("\"", "\\\"") + "\""
        : property.value();
  }
}
