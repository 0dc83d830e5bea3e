package ru.fitcrm.hub.connectors.onec.odata;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import ru.fitcrm.hub.connectors.onec.odata.MapSettings.EntitySettings;
import ru.fitcrm.hub.connectors.onec.odata.MapSettings.FieldSettings;

/** Finds what in a map fits nothing, and names its place. */
public final class CheckMap implements ConstraintValidator<WholeMap, MapSettings> {

  @Override
  public boolean isValid(MapSettings map, ConstraintValidatorContext context) {
    context.disableDefaultConstraintViolation();
    boolean fits = true;
    Set<String> seen = new HashSet<>();
    for (int at = 0; at < map.entities().size(); at++) {
      EntitySettings entity = map.entities().get(at);
      if (entity != null && entity.entity() != null && !seen.add(entity.entity())) {
        fits = wrong(context, "entities", at, "entity", "is there twice: name each entity once");
      }
    }
    for (int at = 0; at < map.fields().size(); at++) {
      fits &= field(map, at, context);
    }
    return fits;
  }

  private static boolean field(MapSettings map, int at, ConstraintValidatorContext context) {
    FieldSettings field = map.fields().get(at);
    if (field == null || field.entity() == null || field.field() == null) {
      return true;
    }
    Optional<List<String>> known =
        map.entities().stream()
            .filter(entity -> Objects.equals(entity.entity(), field.entity()))
            .filter(entity -> entity.rows() != null)
            .findFirst()
            .map(entity -> entity.rows().fields());
    if (known.isEmpty()) {
      return wrong(context, "fields", at, "entity", "is not among map.entities: add it there");
    }
    if (!known.get().contains(field.field())) {
      String choice = String.join(", ", known.get());
      return wrong(context, "fields", at, "field", "must be one of " + choice);
    }
    if ((field.property() == null) == (field.constant() == null)) {
      return wrong(context, "fields", at, "property", "or constant must be given, one of them");
    }
    return true;
  }

  private static boolean wrong(
      ConstraintValidatorContext context, String list, int at, String cell, String message) {
    context
        .buildConstraintViolationWithTemplate(message)
        .addPropertyNode(list)
        .addPropertyNode(cell)
        .inIterable()
        .atIndex(at)
        .addConstraintViolation();
    return false;
  }
}
