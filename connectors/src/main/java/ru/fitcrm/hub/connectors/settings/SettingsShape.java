package ru.fitcrm.hub.connectors.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A plain description of a settings record, from which the console's form and the API's JSON schema
 * are made.
 */
public record SettingsShape(List<Field> fields) {

  /**
   * A field.
   *
   * @param path where it stands, for example {@code cdr.password}
   * @param required whether settings without it are refused
   * @param secret never shown again once saved
   * @param fallback what is taken when it is left out, as text; null for nothing
   * @param pattern regular expression a text must match as a whole
   * @param choices the only values it takes; empty for any
   * @param items what a list holds, null unless a LIST
   * @param fields fields of an OBJECT, or of the objects in a LIST
   */
  public record Field(
      String name,
      String path,
      FieldType type,
      boolean required,
      boolean secret,
      @Nullable String fallback,
      @Nullable Long min,
      @Nullable Long max,
      @Nullable String pattern,
      List<String> choices,
      @Nullable FieldType items,
      List<Field> fields) {

    public Field {
      choices = List.copyOf(choices);
      fields = List.copyOf(fields);
    }
  }

  public SettingsShape {
    fields = List.copyOf(fields);
  }

  /** Paths of all secrets, for example {@code password} and {@code cdr.password}. */
  public List<String> secrets() {
    List<String> paths = new ArrayList<>();
    collect(fields, paths);
    return paths;
  }

  /** The field at a path. */
  public Optional<Field> at(String path) {
    return find(fields, path);
  }

  private static Optional<Field> find(List<Field> fields, String path) {
    for (Field field : fields) {
      if (field.path().equals(path)) {
        return Optional.of(field);
      }
      Optional<Field> inner = find(field.fields(), path);
      if (inner.isPresent()) {
        return inner;
      }
    }
    return Optional.empty();
  }

  private static void collect(List<Field> fields, List<String> paths) {
    for (Field field : fields) {
      if (field.secret()) {
        paths.add(field.path());
      } else if (field.type() == FieldType.OBJECT) {
        collect(field.fields(), paths);
      }
    }
  }
}
