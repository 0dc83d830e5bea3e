package ru.fitcrm.hub.connectors.described;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ru.fitcrm.hub.connectors.http.WebQuestion;

/** Puts values where a description has {@code {name}}. */
final class FillTemplate {

  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_]*)\\}");

  private final Map<String, String> values;

  FillTemplate(Map<String, String> values) {
    this.values = values;
  }

  /** As they are; what has no value becomes nothing. */
  String plain(String template) {
    return fill(template, value -> value);
  }

  /** Into JSON between quotes: a quote or a line break in a text does not end it. */
  String json(String template) {
    return fill(
        template, value -> new String(JsonStringEncoder.getInstance().quoteAsString(value)));
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
