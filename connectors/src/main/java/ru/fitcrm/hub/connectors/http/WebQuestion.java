package ru.fitcrm.hub.connectors.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a web server.
 *
 * @param url with everything in it percent-encoded; may hold a secret, so it is never shown
 * @param body null for none
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as they go, compared by nobody
public record WebQuestion(
    String method, String url, Map<String, String> headers, byte @Nullable [] body) {

  public static WebQuestion get(String url) {
    return new WebQuestion("GET", url, Map.of(), null);
  }

  public static WebQuestion post(String url, String contentType, String body) {
    return new WebQuestion(
        "POST", url, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
  }

  public WebQuestion with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(headers);
    all.putAll(more);
    return new WebQuestion(method, url, Map.copyOf(all), body);
  }

  /** One part of a path or of a query, encoded: letters of any alphabet, spaces, quotes. */
  public static String encode(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** {@code a=1&b=2}, in the map's order. */
  public static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  @Override
  public String toString() {
    return "WebQuestion[" + method + "]";
  }
}
