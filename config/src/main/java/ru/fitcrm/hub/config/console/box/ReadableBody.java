package ru.fitcrm.hub.config.console.box;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.http.ReadForm;
import ru.fitcrm.hub.core.inbox.RawBody;

/**
 * A body as people read it: JSON is indented, a form's fields stand one a line, bytes that are no
 * text are only counted.
 *
 * @param text null if it is no text
 * @param cut whether only its beginning is shown
 */
record ReadableBody(@Nullable String contentType, int size, @Nullable String text, boolean cut) {

  private static final int MOST = 200_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  static ReadableBody of(RawBody body) {
    if (!body.text().chars().allMatch(ReadableBody::isOfText)) {
      return new ReadableBody(body.contentType(), body.size(), null, false);
    }
    String pretty = pretty(body);
    return new ReadableBody(
        body.contentType(),
        body.size(),
        pretty.substring(0, Math.min(MOST, pretty.length())),
        pretty.length() > MOST);
  }

  static ReadableBody of(JsonNode body) {
    String text = body.toPrettyString();
    return new ReadableBody(
        "application/json", text.getBytes(StandardCharsets.UTF_8).length, text, false);
  }

  private static boolean isOfText(int letter) {
    return letter >= ' ' ? letter != '\uFFFD' : "\t\n\f\r".indexOf(letter) >= 0;
  }

  private static String pretty(RawBody body) {
    String type = String.valueOf(body.contentType()).toLowerCase(Locale.ROOT);
    if (type.startsWith("application/x-www-form-urlencoded")) {
      return ReadForm.lines(body);
    }
    String text = body.text();
    try {
      JsonNode tree = JSON.readTree(text);
      return tree.isContainerNode() ? tree.toPrettyString() : text;
    } catch (JsonProcessingException notJson) {
      return text;
    }
  }
}
