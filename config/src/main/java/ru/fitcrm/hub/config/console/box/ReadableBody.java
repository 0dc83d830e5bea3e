package ru.fitcrm.hub.config.console.box;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
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
    String text = body.text();
    boolean isText = text.chars().noneMatch(one -> one == 0 || one == '\uFFFD');
    if (!isText) {
      return new ReadableBody(body.contentType(), body.size(), null, false);
    }
    String pretty = pretty(text, body.contentType());
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

  private static String pretty(String text, @Nullable String contentType) {
    if (contentType != null && contentType.startsWith("application/x-www-form-urlencoded")) {
      return form(text);
    }
    try {
      JsonNode tree = JSON.readTree(text);
      return tree.isContainerNode() ? tree.toPrettyString() : text;
    } catch (JsonProcessingException notJson) {
      return text;
    }
  }

  private static String form(String text) {
    try {
      return URLDecoder.decode(text.replace("&", "\n"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notAForm) {
      return text;
    }
  }
}
