package ru.fitcrm.hub.core.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import ru.fitcrm.hub.core.inbox.RawBody;

/**
 * Shows what came or goes out by a connection without its secrets: wherever one of them stands, as
 * it is or escaped as in JSON or in a form, and whatever is named like one, there is {@code •••}.
 */
public final class HideSecrets {

  private static final String HIDDEN = "•••";
  private static final Charset ELDER = Charset.forName("windows-1251");
  private static final Set<String> ESCAPED_IN_JSON = Set.of("\"", "\\", "/");
  private static final Pattern NAMED_SO =
      Pattern.compile(
          "(?i).*(authorization|cookie|token|secret|signature|password|api[_-]?key|hmac).*");

  /** Each secret in every spelling, the longest first, in a letter for each byte. */
  private final List<Pattern> secrets;

  HideSecrets(Collection<String> secrets) {
    this.secrets =
        secrets.stream()
            .filter(secret -> !secret.isBlank())
            .sorted(Comparator.comparing(String::length).reversed())
            .map(HideSecrets::inAnySpelling)
            .toList();
  }

  private static Pattern inAnySpelling(String secret) {
    return Pattern.compile(
        secret
            .codePoints()
            .mapToObj(letter -> spellings(Character.toString(letter)))
            .collect(Collectors.joining()));
  }

  private static String spellings(String letter) {
    byte[] bytes = letter.getBytes(StandardCharsets.UTF_8);
    byte[] elder = letter.getBytes(ELDER);
    String inJson =
        letter
            .chars()
            .mapToObj("(?:\\\\|%%5C)u%04X"::formatted)
            .collect(Collectors.joining("", "(?i:", ")"));
    return "(?:%s(?:%s|%s|%s|%s%s)|%s)"
        .formatted(
            ESCAPED_IN_JSON.contains(letter) ? "(?:\\\\|%5[Cc])?" : "",
            asItIs(bytes),
            inForm(bytes),
            asItIs(elder),
            inForm(elder),
            letter.equals(" ") ? "|\\+" : "",
            inJson);
  }

  private static String asItIs(byte[] bytes) {
    return Pattern.quote(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private static String inForm(byte[] bytes) {
    StringBuilder escaped = new StringBuilder("(?i:");
    for (byte one : bytes) {
      escaped.append("%%%02X".formatted(one));
    }
    return escaped.append(')').toString();
  }

  /** Headers, in the order of their names. */
  public Map<String, String> headers(Map<String, String> headers) {
    Map<String, String> safe = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, value) -> safe.put(name, isNamedSo(name) ? HIDDEN : text(value)));
    return safe;
  }

  /** Fields with their values, in their order. */
  public Map<String, String> fields(Map<String, String> fields) {
    Map<String, String> safe = new LinkedHashMap<>();
    fields.forEach((name, value) -> safe.put(text(name), text(value)));
    return safe;
  }

  public String text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new String(hidden(bytes, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /** What came, all other bytes as they were. */
  public RawBody body(RawBody body) {
    return new RawBody(body.contentType(), hidden(body.bytes(), body.charset()));
  }

  private byte[] hidden(byte[] bytes, Charset charset) {
    String shown = new String(HIDDEN.getBytes(charset), StandardCharsets.ISO_8859_1);
    String letters = new String(bytes, StandardCharsets.ISO_8859_1);
    for (Pattern secret : secrets) {
      letters = secret.matcher(letters).replaceAll(Matcher.quoteReplacement(shown));
    }
    return letters.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A copy. */
  public JsonNode json(JsonNode body) {
    JsonNode safe = body.deepCopy();
    hide(safe);
    return safe;
  }

  private void hide(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
        boolean secret = isNamedSo(field.getKey()) && field.getValue().isValueNode();
        object.set(
            field.getKey(), secret ? TextNode.valueOf(HIDDEN) : withoutSecrets(field.getValue()));
      }
    } else if (node instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        list.set(i, withoutSecrets(list.get(i)));
      }
    }
    node.forEach(this::hide);
  }

  private JsonNode withoutSecrets(JsonNode node) {
    return node.isTextual() ? TextNode.valueOf(text(node.asText())) : node;
  }

  private static boolean isNamedSo(String name) {
    return NAMED_SO.matcher(name).matches();
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "HideSecrets[" + secrets.size() + "]";
  }
}
