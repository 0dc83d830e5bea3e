package ru.fitcrm.hub.connectors.onec.odata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.onec.Failure;
import ru.fitcrm.hub.connectors.onec.NoAnswer;
import ru.fitcrm.hub.connectors.onec.WebAnswer;

/**
 * Entities in JSON, read one by one. Numbers are taken as they are written: 1C sends money as
 * floating point, and a double in between would cost kopecks.
 *
 * @param count of entities in this answer
 * @param total of all there are, null if not told
 * @param bytes of the answer
 */
record Listing(int count, @Nullable Long total, long bytes) {

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * Reads a listing.
   *
   * @param each takes one after another
   * @throws NoAnswer if it is none
   */
  static Listing read(WebAnswer answer, Consumer<Entry> each) throws IOException {
    if (!answer.start().startsWith("{")) {
      throw answer.notData();
    }
    try (JsonParser json = JSON.createParser(answer.body())) {
      json.nextToken();
      int count = -1;
      Long total = null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "value" -> count = entries(json, each);
          case "odata.count" -> total = Long.valueOf(json.getText());
          default -> json.skipChildren();
        }
      }
      if (count < 0) {
        throw new NoAnswer(Failure.unread("no list of entities in it").trouble());
      }
      return new Listing(count, total, json.currentLocation().getByteOffset());
    }
  }

  private static int entries(JsonParser json, Consumer<Entry> each) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return -1;
    }
    int count = 0;
    while (json.nextToken() == JsonToken.START_OBJECT) {
      each.accept(entry(json));
      count++;
    }
    return count;
  }

  private static Entry entry(JsonParser json) throws IOException {
    Map<String, String> cells = new HashMap<>();
    Map<String, List<Map<String, String>>> sections = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      switch (json.nextToken()) {
        case START_ARRAY -> sections.put(name, section(json));
        case START_OBJECT -> json.skipChildren();
        case VALUE_NULL -> {}
        default -> cells.put(name, json.getText());
      }
    }
    return new Entry(cells, sections);
  }

  private static List<Map<String, String>> section(JsonParser json) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    for (JsonToken next = json.nextToken();
        next != null && next != JsonToken.END_ARRAY;
        next = json.nextToken()) {
      if (next == JsonToken.START_OBJECT) {
        rows.add(entry(json).cells());
      } else {
        json.skipChildren();
      }
    }
    return rows;
  }
}
