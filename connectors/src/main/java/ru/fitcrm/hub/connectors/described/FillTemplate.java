package ru.fitcrm.hub.connectors.described;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ru.fitcrm.hub.connectors.http.WebQuestion;

/** Puts values where a description has {@code {name}}. */
final class FillTemplate {

  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_]*)\\}");

  private final Map<String, String> values;

  FillTemplate(Map<String, String> values) {
    this.values = values;
  }

  /** The names of what a text has places for. */
  static Stream<String> places(String template) {
    return PLACE.matcher(template).results().map(place -> place.group(1));
  }

  /** As they are; what has no value becomes nothing. */
  String plain(String template) {
    return fill(template, value -> value);
  }

  /** Into JSON, XML or a form, so that no value ends the place it stands in; else as they are. */
  String body(String contentType, String template) {
    String type = contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    if (type.endsWith("json")) {
      return fill(
          template, value -> new String(JsonStringEncoder.getInstance().quoteAsString(value)));
    }
    if (type.endsWith("xml")) {
      return fill(template, FillTemplate::xml);
    }
    return type.equals("application/x-www-form-urlencoded")
        ? fill(template, WebQuestion::encode)
        : plain(template);
  }

  /** Line breaks last in attributes, too; what XML cannot hold is left out. */
  private static String xml(String value) {
    StringBuilder safe = new StringBuilder();
    value
        .codePoints()
        .forEach(
            letter -> {
              switch (letter) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&apos;");
                case '\t', '\n', '\r' -> safe.append("&#").append(letter).append(';');
                default -> appendIfXml(safe, letter);
              }
            });
    return safe.toString();
  }

  private static void appendIfXml(StringBuilder safe, int letter) {
    boolean isHalf = letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE;
    if (letter >= ' ' && !isHalf && letter != 0xFFFE && letter != 0xFFFF) {
      safe.appendCodePoint(letter);
    }
  }

  /** Into a path, where a colon is a letter like any other: a bot's token has one. */
  String path(String template) {
    return fill(template, value -> WebQuestion.encode(value).replace("%3A", ":"));
  }

  /** One line whatever the value: a line break would begin another header. */
  String header(String template) {
    return fill(template, value -> value.replaceAll("[\\r\\n]+", " "));
  }

  /** {@code a=1&b=2} of {@code name=template} each; one that lacks a value is left out. */
  String form(List<String> fields) {
    StringBuilder form = new StringBuilder();
    for (String field : fields) {
      int at = field.indexOf('=');
      String name = field.substring(0, at).strip();
      whole(field.substring(at + 1))
          .ifPresent(
              value ->
                  form.append(form.isEmpty() ? "" : "&")
                      .append(WebQuestion.encode(name))
                      .append('=')
                      .append(WebQuestion.encode(value)));
    }
    return form.toString();
  }

  private Optional<String> whole(String template) {
    Matcher place = PLACE.matcher(template);
    while (place.find()) {
      if (values.getOrDefault(place.group(1), "").isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(plain(template));
  }

  private String fill(String template, UnaryOperator<String> encoding) {
    return PLACE
        .matcher(template)
        .replaceAll(
            place ->
                Matcher.quoteReplacement(encoding.apply(values.getOrDefault(place.group(1), ""))));
  }
}
