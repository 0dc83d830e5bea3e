package ru.fitcrm.hub.connectors.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.platform.InvalidInput;

/**
 * The fields of what came in, a form or JSON, by their paths:
 *
 * <ul>
 *   <li>{@code Phone}: a field by its name, whatever its case; {@code tel-*} by its beginning
 *   <li>{@code order.customer.phone}, {@code phones[0]}, {@code answers[key=phone].answer}: deeper,
 *       through JSON in a text, too
 *   <li>{@code /order/phones/0}: a JSON pointer
 *   <li><code>{first_name} {last_name}</code>: several together
 * </ul>
 */
public final class ReadFields {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PLACE = Pattern.compile("\\{([^{}]+)}");
  private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[([^\\]]*)]");
  private static final Pattern FORM = Pattern.compile("[^\\s\"'&={}]+=");
  private static final int MOST_SHOWN = 200;

  /** Below it a double tells every whole number. */
  private static final double EXACT = 1e15;

  private final JsonNode root;

  private ReadFields(JsonNode root) {
    this.root = root;
  }

  /**
   * @throws InvalidInput if it is neither JSON nor a form
   */
  public static ReadFields of(RawBody body) {
    String type = String.valueOf(body.contentType()).toLowerCase(Locale.ROOT);
    String text = body.text().replaceFirst("^\uFEFF", "");
    String start = text.stripLeading();
    if (start.isEmpty()) {
      throw new InvalidInput("body", "body.empty", "The request has no body");
    }
    if (!type.startsWith("multipart/") && isJson(type, start)) {
      return json(body, text);
    }
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    ReadForm.of(body).forEach(fields::put);
    return new ReadFields(fields);
  }

  /** Some say JSON and send a form, or the other way round. */
  private static boolean isJson(String type, String start) {
    return looksLikeJson(start) || (type.contains("json") && !FORM.matcher(start).lookingAt());
  }

  private static boolean looksLikeJson(String start) {
    return start.startsWith("{") || start.startsWith("[");
  }

  /** Of Unicode's spellings Jackson finds out by itself. */
  private static ReadFields json(RawBody body, String text) {
    boolean elder =
        body.isToldElder()
            || (!body.charset().equals(StandardCharsets.UTF_8)
                && looksLikeJson(text.stripLeading()));
    try {
      return new ReadFields(elder ? JSON.readTree(text) : JSON.readTree(body.bytes()));
    } catch (StreamConstraintsException e) {
      throw new InvalidInput(
          "body", "json.unreadable", "The body's JSON is nested too deep or has too long a number");
    } catch (JsonProcessingException e) {
      throw new InvalidInput(
          "body",
          "json.unreadable",
          "The body is no JSON, see line %d, column %d"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw new InvalidInput("body", "json.unreadable", "The body is no JSON");
    }
  }

  /** The first of these that is there and not blank. */
  public Optional<String> first(Collection<String> paths) {
    return paths.stream().map(this::at).flatMap(Optional::stream).findFirst();
  }

  /** Every one of these that is there and not blank, in their order. */
  public Collection<String> all(Collection<String> paths) {
    return paths.stream().map(this::at).flatMap(Optional::stream).distinct().toList();
  }

  /** Empty if it is not there, null or blank. Values of a list are joined by commas. */
  public Optional<String> at(String path) {
    String told = path.strip();
    if (told.contains("{")) {
      return filled(told);
    }
    return told.isEmpty() ? Optional.empty() : text(node(told));
  }

  /** As it came, with its type; null in JSON if it is not there. */
  public JsonNode value(String path) {
    JsonNode found = node(path.strip());
    return found.isMissingNode() ? NullNode.getInstance() : found;
  }

  private Optional<String> filled(String template) {
    String whole =
        PLACE
            .matcher(template)
            .replaceAll(
                place -> Matcher.quoteReplacement(text(node(place.group(1).strip())).orElse("")))
            .strip();
    String nothing = PLACE.matcher(template).replaceAll("").strip();
    return whole.isBlank() || whole.equals(nothing) ? Optional.empty() : Optional.of(whole);
  }

  private static Optional<String> text(JsonNode node) {
    String text =
        node.isArray()
            ? StreamSupport.stream(node.spliterator(), false)
                .filter(JsonNode::isValueNode)
                .map(ReadFields::plain)
                .filter(each -> !each.isBlank())
                .collect(Collectors.joining(", "))
            : node.isValueNode() && !node.isNull() ? plain(node) : "";
    return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
  }

  /** Some programs write every number as a fraction: a phone is 7.9161000004E10 then. */
  private static String plain(JsonNode value) {
    double number = value.isFloatingPointNumber() ? value.doubleValue() : Double.NaN;
    return Math.abs(number) < EXACT && number == Math.rint(number)
        ? String.valueOf((long) number)
        : value.asText();
  }

  private JsonNode node(String path) {
    if (path.startsWith("/")) {
      return root.at(path);
    }
    JsonNode whole = field(root, path);
    return whole.isMissingNode() ? walked(path) : whole;
  }

  private JsonNode walked(String path) {
    JsonNode at = root;
    Matcher step = STEP.matcher(path);
    while (step.find() && !at.isMissingNode()) {
      at =
          step.group(1) == null
              ? item(opened(at), step.group(2))
              : field(opened(at), step.group(1));
    }
    return at;
  }

  /** A text that holds JSON is walked into. */
  private static JsonNode opened(JsonNode node) {
    String text = node.isTextual() ? node.asText().strip() : "";
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return node;
    }
    try {
      return Objects.requireNonNullElse(JSON.readTree(text), node);
    } catch (JsonProcessingException noJson) {
      return node;
    }
  }

  /** The first that is filled, if any; a list of one is looked into: some wrap what they send. */
  private static JsonNode field(JsonNode list, String name) {
    JsonNode of = list.isArray() && list.size() == 1 ? list.get(0) : list;
    List<JsonNode> called =
        Stream.concat(
                Stream.of(of.path(name)),
                of.properties().stream()
                    .filter(field -> isCalled(field.getKey(), name))
                    .map(Map.Entry::getValue))
            .filter(node -> !node.isMissingNode())
            .toList();
    return called.stream()
        .filter(ReadFields::isFilled)
        .findFirst()
        .orElseGet(() -> called.isEmpty() ? MissingNode.getInstance() : called.get(0));
  }

  private static boolean isCalled(String field, String name) {
    return name.endsWith("*")
        ? field.regionMatches(true, 0, name, 0, name.length() - 1)
        : field.equalsIgnoreCase(name);
  }

  private static boolean isFilled(JsonNode node) {
    return node.isArray()
        ? StreamSupport.stream(node.spliterator(), false).anyMatch(ReadFields::isFilled)
        : node.isObject() ? !node.isEmpty() : text(node).isPresent();
  }

  /** By its number, or by a field's value: {@code key=phone}. */
  private static JsonNode item(JsonNode list, String which) {
    int equals = which.indexOf('=');
    if (equals < 0) {
      return which.matches("\\d{1,6}") ? list.path(Integer.parseInt(which)) : field(list, which);
    }
    String name = which.substring(0, equals).strip();
    String value = which.substring(equals + 1).strip();
    return StreamSupport.stream(list.spliterator(), false)
        .filter(each -> value.equals(field(each, name).asText()))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  /** Path and value of what there is, for a person who writes a mapping. */
  public Map<String, String> shown() {
    Map<String, String> shown = new LinkedHashMap<>();
    show("", root, shown);
    return shown;
  }

  private static void show(String path, JsonNode node, Map<String, String> shown) {
    if (shown.size() >= MOST_SHOWN) {
      return;
    }
    if (node.isObject()) {
      String before = path.isEmpty() ? "" : path + ".";
      node.properties().forEach(field -> show(before + field.getKey(), field.getValue(), shown));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        show(path + "[" + i + "]", node.get(i), shown);
      }
    } else {
      shown.put(path, plain(node));
    }
  }

  /** Without values: they are people's. */
  @Override
  public String toString() {
    return "ReadFields";
  }
}
