package ru.fitcrm.hub.core.inbox;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Headers as they may be shown: what proves who somebody is stays hidden. */
public final class SafeHeaders {

  private static final String HIDDEN = "•••";
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(authorization|cookie|token|secret|signature|password|api-?key|hmac).*");

  private SafeHeaders() {}

  public static Map<String, String> of(Map<String, String> headers) {
    Map<String, String> safe = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach(
        (name, value) -> safe.put(name, SECRET.matcher(name).matches() ? HIDDEN : value));
    return safe;
  }
}
