package ru.fitcrm.hub.connectors.onec.odata;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.onec.WebAnswer;

/**
 * One session of the base for many calls, instead of one, and perhaps a licence, for each. A base
 * that knows no such thing gives no cookie, and each call is one of its own.
 */
final class BaseSession {

  private static final Pattern COOKIE = Pattern.compile("(?i)^\\s*(ibsession=[^;\\s]+)");

  private @Nullable String cookie;

  /** What to send along. */
  Map<String, String> headers() {
    return cookie == null ? Map.of("IBSession", "start") : Map.of("Cookie", cookie);
  }

  /** What to send along for the last time. */
  Map<String, String> lastHeaders() {
    return cookie == null ? Map.of() : Map.of("Cookie", cookie, "IBSession", "finish");
  }

  boolean isOpen() {
    return cookie != null;
  }

  void hear(WebAnswer answer) {
    for (String set : answer.headers().getOrDefault("set-cookie", List.of())) {
      Matcher given = COOKIE.matcher(set);
      if (given.find()) {
        cookie = given.group(1);
      }
    }
  }

  /** What a base says that has ended the session meanwhile. */
  boolean isStale(int status) {
    return cookie != null && (status == 400 || status == 404 || status == 406);
  }

  void forget() {
    cookie = null;
  }
}
