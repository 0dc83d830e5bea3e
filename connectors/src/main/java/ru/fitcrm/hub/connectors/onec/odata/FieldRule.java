package ru.fitcrm.hub.connectors.onec.odata;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.onec.Cell;
import ru.fitcrm.hub.connectors.onec.ForbiddenText;
import ru.fitcrm.hub.connectors.onec.odata.MapSettings.FieldSettings;

/**
 * How one field is filled from an object of 1C.
 *
 * @param section tabular section, null for the object itself
 */
record FieldRule(
    String field,
    @Nullable String section,
    List<String> properties,
    Map<String, String> where,
    Map<String, String> values,
    @Nullable String constant) {

  private static final String OTHERS = "*";
  private static final String UNDEFINED = "StandardODATA.Undefined";

  static FieldRule of(FieldSettings settings) {
    String property = Objects.requireNonNullElse(settings.property(), "");
    int slash = property.indexOf('/');
    String flat = property.substring(slash + 1);
    return new FieldRule(
        settings.field(),
        slash < 0 ? null : property.substring(0, slash),
        flat.isEmpty() ? List.of() : List.of(flat.split("[/+]")),
        pairs(settings.where()),
        pairs(settings.values()),
        settings.constant());
  }

  static FieldRule of(String field, String... properties) {
    return new FieldRule(field, null, List.of(properties), Map.of(), Map.of(), null);
  }

  private static Map<String, String> pairs(List<String> texts) {
    Map<String, String> pairs = new HashMap<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      pairs.put(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
    }
    return Map.copyOf(pairs);
  }

  /** What the object says, in its own order; empty for nothing. */
  List<String> read(Entry entry) {
    if (constant != null) {
      return meets(entry.cells()) ? List.of(constant) : List.of();
    }
    Stream<Map<String, String>> rows =
        section == null
            ? Stream.of(entry.cells())
            : entry.sections().getOrDefault(section, List.of()).stream();
    return rows.filter(this::meets).map(this::cell).filter(Objects::nonNull).toList();
  }

  private boolean meets(Map<String, String> row) {
    return where.entrySet().stream()
        .allMatch(wanted -> wanted.getValue().equals(row.getOrDefault(wanted.getKey(), "")));
  }

  private @Nullable String cell(Map<String, String> row) {
    StringBuilder joined = new StringBuilder();
    for (String property : properties) {
      String part = part(row, property);
      if (part == null) {
        return null;
      }
      joined.append(joined.isEmpty() ? "" : ":").append(part);
    }
    return translate(joined.toString());
  }

  /** A value of several types is none when its type is none. */
  private static @Nullable String part(Map<String, String> row, String property) {
    if (UNDEFINED.equals(row.get(property + "_Type"))) {
      return null;
    }
    String cell = Cell.text(row.get(property));
    return cell == null ? null : ForbiddenText.decode(cell);
  }

  private @Nullable String translate(String cell) {
    String meant = values.getOrDefault(cell, values.getOrDefault(OTHERS, cell));
    return meant.isEmpty() ? null : meant;
  }
}
