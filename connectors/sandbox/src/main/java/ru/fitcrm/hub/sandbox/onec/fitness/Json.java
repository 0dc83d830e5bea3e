package ru.fitcrm.hub.sandbox.onec.fitness;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes JSON of maps and lists, and reads the flat texts a lead is made of. */
final class Json {

  private static final Pattern TEXT =
      Pattern.compile("\"(\\w+)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  private Json() {}

  static String write(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> quote(text);
      case Map<?, ?> object ->
          object.entrySet().stream()
              .map(each -> quote(String.valueOf(each.getKey())) + ": " + write(each.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case Collection<?> list ->
          list.stream().map(Json::write).collect(Collectors.joining(", ", "[", "]"));
      default -> value.toString();
    };
  }

  private static String quote(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** All texts in it by name, wherever they stand; none if it is no object. */
  static Map<String, String> texts(String json) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (json.strip().startsWith("{")) {
      Matcher text = TEXT.matcher(json);
      while (text.find()) {
        texts.put(text.group(1), text.group(2).replace("\\\"", "\"").replace("\\\\", "\\"));
      }
    }
    return texts;
  }
}
