package ru.fitcrm.hub.connectors.onec.odata;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which rows of an entity are meant: asked of 1C, and looked at by the hub among changes. */
final class Filter {

  private static final String LITERAL =
      "(?:true|false|-?[0-9]+(?:\\.[0-9]+)?|datetime'[0-9]{4}-[^']*'|(?:guid)?'(?:[^']|'')*')";
  private static final String CONDITION = "(?:" + MapSettings.NAME + ") (?:eq|ne) " + LITERAL;

  /** Conditions joined by {@code and}. */
  static final String GRAMMAR = "(?:" + CONDITION + "(?: and " + CONDITION + ")*)?";

  private static final Pattern PART =
      Pattern.compile("(" + MapSettings.NAME + ") (eq|ne) (" + LITERAL + ")");

  private final List<Part> parts = new ArrayList<>();

  private record Part(String property, boolean equal, String value) {}

  Filter(@Nullable String text) {
    Matcher part = PART.matcher(text == null ? "" : text);
    while (part.find()) {
      parts.add(new Part(part.group(1), part.group(2).equals("eq"), plain(part.group(3))));
    }
  }

  private static String plain(String literal) {
    int quote = literal.indexOf('\'');
    return quote < 0
        ? literal
        : literal.substring(quote + 1, literal.length() - 1).replace("''", "'");
  }

  /** Properties it asks about. */
  List<String> properties() {
    return parts.stream().map(Part::property).toList();
  }

  boolean lets(Entry entry) {
    return parts.stream()
        .allMatch(
            part -> {
              String cell = Objects.requireNonNullElse(entry.cells().get(part.property()), "");
              boolean same =
                  cell.toLowerCase(Locale.ROOT).equals(part.value().toLowerCase(Locale.ROOT));
              return same == part.equal();
            });
  }
}
