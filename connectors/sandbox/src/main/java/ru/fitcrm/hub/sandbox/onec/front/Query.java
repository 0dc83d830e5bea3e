package ru.fitcrm.hub.sandbox.onec.front;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameters of an address or of a form, decoded. */
public record Query(Map<String, String> parameters) {

  /** Reads {@code a=1&b=2}; null is none. */
  public static Query of(@Nullable String encoded) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : (encoded == null ? "" : encoded).split("&")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parameters.put(decode(part.substring(0, equals)), decode(part.substring(equals + 1)));
      }
    }
    return new Query(parameters);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Empty if absent. */
  public String text(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** What is given instead if absent. */
  public long number(String name, long otherwise) {
    String text = text(name);
    return text.matches("\\d{1,15}") ? Long.parseLong(text) : otherwise;
  }
}
