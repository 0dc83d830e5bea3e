package ru.fitcrm.hub.connectors.onec.odata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ru.fitcrm.hub.connectors.onec.RowField;

/** Compares a map with what a 1C publishes, and tells all that does not fit. */
final class FindMisfits {

  private static final Map<RowField, Set<String>> TYPES =
      Map.of(
          RowField.REF, Set.of("Edm.Guid", "Edm.String", "Edm.Int64", "Edm.Int32", "Edm.Int16"),
          RowField.DATE, Set.of("Edm.DateTime", "Edm.String"),
          RowField.MOMENT, Set.of("Edm.DateTime", "Edm.String"),
          RowField.MONEY,
              Set.of(
                  "Edm.Double", "Edm.Decimal", "Edm.Int64", "Edm.Int32", "Edm.Int16", "Edm.String"),
          RowField.FLAG, Set.of("Edm.Boolean"));

  private final Published published;
  private final List<Misfit> found = new ArrayList<>();

  private FindMisfits(Published published) {
    this.published = published;
  }

  /**
   * Something that does not fit.
   *
   * @param hint code of what to do about it
   */
  record Misfit(String words, String hint) {}

  static List<Misfit> in(List<EntityRule> map, Published published) {
    FindMisfits find = new FindMisfits(published);
    map.forEach(find::entity);
    return List.copyOf(find.found);
  }

  private void entity(EntityRule rule) {
    if (!published.has(rule.entity())) {
      found.add(new Misfit(rule.rows() + ": " + rule.entity(), "onec.map-entity"));
      return;
    }
    Map<String, String> properties = published.properties(rule.entity());
    new Filter(rule.filter())
        .properties()
        .forEach(property -> exists(rule.entity(), properties, property, rule.rows() + ".filter"));
    for (FieldRule field : rule.fields()) {
      field(rule, field, properties);
    }
  }

  private void field(EntityRule rule, FieldRule field, Map<String, String> properties) {
    String place = rule.rows() + "." + field.field();
    String section = field.section();
    if (section == null) {
      cells(rule.entity(), properties, field, place);
    } else if (exists(rule.entity(), properties, section, place)) {
      String type = properties.getOrDefault(section, "");
      Map<String, String> rows = published.rows(type);
      if (rows.isEmpty()) {
        found.add(misfit(place, rule.entity() + "/" + section, type));
      } else {
        cells(rule.entity() + "/" + section, rows, field, place);
      }
    }
  }

  private void cells(String of, Map<String, String> properties, FieldRule field, String place) {
    field.where().keySet().forEach(property -> exists(of, properties, property, place));
    for (String property : field.properties()) {
      if (exists(of, properties, property, place) && field.properties().size() == 1) {
        type(of + "/" + property, properties.getOrDefault(property, ""), field, place);
      }
    }
  }

  private boolean exists(String of, Map<String, String> properties, String property, String place) {
    if (properties.containsKey(property)) {
      return true;
    }
    found.add(new Misfit(place + ": " + of + "/" + property, "onec.map-property"));
    return false;
  }

  private void type(String path, String type, FieldRule field, String place) {
    boolean plain = type.startsWith("Edm.") && !type.equals("Edm.Stream");
    boolean translated = !field.values().isEmpty();
    Set<String> good = TYPES.get(RowField.of(field.field()));
    if (!plain || (good != null && !translated && !good.contains(type))) {
      found.add(misfit(place, path, type));
    }
  }

  private static Misfit misfit(String place, String path, String type) {
    return new Misfit(place + ": " + path + " (" + type + ")", "onec.map-type");
  }
}
