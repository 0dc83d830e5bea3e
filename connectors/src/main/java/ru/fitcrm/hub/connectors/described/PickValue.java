package ru.fitcrm.hub.connectors.described;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.http.ReadForm;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** What came from a gateway, JSON, a form or plain text, and the values in it. */
record PickValue(JsonNode json, String text) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of an answer: whatever is no JSON is text. */
  static PickValue ofAnswer(String text) {
    try {
      JsonNode read = JSON.readTree(text);
      return new PickValue(read == null ? MissingNode.getInstance() : read, text);
    } catch (JsonProcessingException noJson) {
      return new PickValue(MissingNode.getInstance(), text);
    }
  }

  /**
   * Of a request.
   *
   * @throws InvalidInput if it is neither JSON nor a form
   */
  static PickValue ofRequest(RawBody body) {
    String type = String.valueOf(body.contentType()).toLowerCase(Locale.ROOT);
    if (type.contains("json") || body.text().stripLeading().startsWith("{")) {
      try {
        return new PickValue(JSON.readTree(body.bytes()), body.text());
      } catch (java.io.IOException e) {
        throw new InvalidInput("body", "json.unreadable", "The body is no JSON");
      }
    }
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    ReadForm.of(body).forEach(fields::put);
    return new PickValue(fields, body.text());
  }

  /** The parts a list consists of; itself where there is no list to look for. */
  List<PickValue> items(@Nullable String where) {
    if (where == null) {
      return List.of(this);
    }
    JsonNode list = json.at(pointer(where));
    if (list.isObject()) {
      return List.of(new PickValue(list, list.toString()));
    }
    return StreamSupport.stream(list.spliterator(), false)
        .map(each -> new PickValue(each, each.toString()))
        .toList();
  }

  /** Of several places, joined by {@code " | "}, the first that holds something. */
  Optional<String> first(@Nullable String places) {
    return places == null
        ? Optional.empty()
        : Arrays.stream(places.split(" \\| ", -1))
            .map(this::at)
            .flatMap(Optional::stream)
            .findFirst();
  }

  /** Empty if it is not there, null or blank, or nobody says where it is. */
  Optional<String> at(@Nullable String where) {
    if (where == null || where.isBlank()) {
      return Optional.empty();
    }
    if (where.startsWith("~")) {
      Matcher found = compiled(where.substring(1)).matcher(text);
      return found.find() && found.groupCount() > 0
          ? Optional.ofNullable(found.group(1))
          : Optional.empty();
    }
    JsonNode value = json.at(pointer(where));
    return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
        ? Optional.of(value.asText())
        : Optional.empty();
  }

  /** Whether one of several places, joined by {@code " | "}, is there, be it empty. */
  boolean has(@Nullable String places) {
    return places != null
        && Arrays.stream(places.split(" \\| ", -1))
            .filter(where -> !where.isBlank())
            .anyMatch(
                where ->
                    where.startsWith("~")
                        ? compiled(where.substring(1)).matcher(text).find()
                        : !json.at(pointer(where)).isMissingNode());
  }

  /** Whether a list is there, without anything in it. */
  boolean hasEmpty(@Nullable String list) {
    JsonNode there = list == null ? MissingNode.getInstance() : json.at(pointer(list));
    return there.isArray() && there.isEmpty();
  }

  private static String pointer(String where) {
    return where.startsWith("/") ? where : "/" + where.replace("~", "~0").replace("/", "~1");
  }

  /** As {@link CheckSpelling} has found it to be readable. */
  static Pattern compiled(String expression) {
    return Pattern.compile(expression, Pattern.DOTALL);
  }

  /** Without values: they are people's. */
  @Override
  public String toString() {
    return "PickValue";
  }
}
