package ru.fitcrm.hub.connectors.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** Reads a form that came in, urlencoded or multipart, in UTF-8. */
public final class ReadForm {

  private static final int MOST_FIELDS = 1_000;
  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
  private static final Pattern NAME =
      Pattern.compile("[;\\s]name=(?:\"([^\"]*)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);

  private ReadForm() {}

  /**
   * @return fields in the order they came, of several with one name the first
   * @throws InvalidInput if it is no form
   */
  public static Map<String, String> of(RawBody body) {
    String type = body.contentType() == null ? "" : body.contentType();
    return type.toLowerCase(Locale.ROOT).startsWith("multipart/")
        ? multipart(type, body.bytes())
        : urlencoded(body.text());
  }

  private static Map<String, String> urlencoded(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : text.strip().split("&", MOST_FIELDS)) {
      int at = pair.indexOf('=');
      if (!pair.isEmpty()) {
        fields.putIfAbsent(
            decode(at < 0 ? pair : pair.substring(0, at)),
            at < 0 ? "" : decode(pair.substring(at + 1)));
      }
    }
    return fields;
  }

  private static String decode(String part) {
    try {
      return URLDecoder.decode(part, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw unreadable("a % in it is not followed by two hexadecimal digits");
    }
  }

  private static Map<String, String> multipart(String type, byte[] bytes) {
    Matcher boundary = BOUNDARY.matcher(type);
    if (!boundary.find()) {
      throw unreadable("its Content-Type names no boundary");
    }
    // Bytes as they are, so that the boundary is found whatever the letters.
    String whole = new String(bytes, StandardCharsets.ISO_8859_1);
    Map<String, String> fields = new LinkedHashMap<>();
    String[] parts =
        ("\r\n" + whole).split(Pattern.quote("\r\n--" + chosen(boundary)), MOST_FIELDS);
    for (int i = 1; i < parts.length && !parts[i].startsWith("--"); i++) {
      addPart(parts[i], fields);
    }
    return fields;
  }

  private static void addPart(String part, Map<String, String> fields) {
    int end = part.indexOf("\r\n\r\n");
    Matcher name = NAME.matcher(end < 0 ? "" : part.substring(0, end));
    if (!name.find()) {
      throw unreadable("a part of it has no name");
    }
    fields.putIfAbsent(utf8(chosen(name)), utf8(part.substring(end + 4)));
  }

  private static String chosen(Matcher either) {
    @Nullable String quoted = either.group(1);
    return quoted == null ? String.valueOf(either.group(2)) : quoted;
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static InvalidInput unreadable(String why) {
    return new InvalidInput("body", "form.unreadable", "The form cannot be read: " + why);
  }
}
