package ru.fitcrm.hub.connectors.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.inbox.ReadLetters;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** Reads a form that came in, urlencoded or multipart. */
public final class ReadForm {

  private static final int MOST_FIELDS = 1_000;
  private static final Pattern BYTE = Pattern.compile("%([0-9a-fA-F]{2})");
  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
  private static final Pattern NAME =
      Pattern.compile("[;\\s]name=(?:\"([^\"]*)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);

  private ReadForm() {}

  /**
   * @return fields in the order they came, of several with one name the first that is filled
   * @throws InvalidInput if it is no form
   */
  public static Map<String, String> of(RawBody body) {
    String type = body.contentType() == null ? "" : body.contentType();
    return type.toLowerCase(Locale.ROOT).startsWith("multipart/")
        ? multipart(type, body.bytes())
        : urlencoded(type, new String(body.bytes(), StandardCharsets.ISO_8859_1));
  }

  /**
   * @param text a letter for each byte
   */
  private static Map<String, String> urlencoded(String type, String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : text.strip().split("&", MOST_FIELDS)) {
      int at = pair.indexOf('=');
      if (!pair.isEmpty()) {
        put(
            fields,
            decode(type, at < 0 ? pair : pair.substring(0, at)),
            at < 0 ? "" : decode(type, pair.substring(at + 1)));
      }
    }
    return fields;
  }

  private static void put(Map<String, String> fields, String name, String value) {
    fields.merge(name, value, (first, next) -> first.isBlank() ? next : first);
  }

  /** An urlencoded one as people read it: each field as it came, a line for each. */
  public static String lines(RawBody body) {
    String text = new String(body.bytes(), StandardCharsets.ISO_8859_1);
    return Arrays.stream(text.split("&", MOST_FIELDS))
        .map(pair -> decode(String.valueOf(body.contentType()), pair))
        .collect(Collectors.joining("\n"));
  }

  /** A % that begins no byte is one a careless sender did not escape: it stays. */
  private static String decode(String type, String part) {
    return letters(
        type,
        BYTE.matcher(part.replace('+', ' '))
            .replaceAll(
                one ->
                    Matcher.quoteReplacement(
                        Character.toString(Integer.parseInt(one.group(1), 16)))));
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
      addPart(type, parts[i], fields);
    }
    return fields;
  }

  private static void addPart(String type, String part, Map<String, String> fields) {
    int end = part.indexOf("\r\n\r\n");
    Matcher name = NAME.matcher(end < 0 ? "" : part.substring(0, end));
    if (!name.find()) {
      throw unreadable("a part of it has no name");
    }
    put(fields, letters(type, chosen(name)), letters(type, part.substring(end + 4)));
  }

  private static String chosen(Matcher either) {
    @Nullable String quoted = either.group(1);
    return quoted == null ? String.valueOf(either.group(2)) : quoted;
  }

  private static String letters(String type, String bytes) {
    return ReadLetters.of(type, bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static InvalidInput unreadable(String why) {
    return new InvalidInput("body", "form.unreadable", "The form cannot be read: " + why);
  }
}
