package ru.fitcrm.hub.routes.component;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.call.Call;
import ru.fitcrm.hub.core.call.CallResult;

/** What a correct listener makes of each recording. */
record ExpectedCalls(String scenario, List<Row> rows) {

  private static final Set<String> NO_ROW =
      Set.of("consultation", "originate-only", "originate-failed");

  /** One call, reduced to what recording and hub both say. */
  record Row(
      String direction,
      @Nullable String number,
      @Nullable String clubNumber,
      boolean answered,
      List<String> answeredBy,
      List<String> rang,
      @Nullable String queue,
      List<String> transfers) {

    static Row of(Call call) {
      return new Row(
          call.direction().name(),
          call.clientNumber(),
          call.clubNumber(),
          call.result() == CallResult.ANSWERED,
          call.answeredBy(),
          call.rang().stream().sorted().toList(),
          call.queue(),
          call.transfers().stream().map(t -> t.kind() + " by " + t.by()).toList());
    }
  }

  static Map<String, ExpectedCalls> all() throws IOException {
    Map<String, ExpectedCalls> all = new TreeMap<>();
    try (InputStream in = ExpectedCalls.class.getResourceAsStream("/recordings/expected.jsonl");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      ObjectMapper json = new ObjectMapper();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode scenario = json.readTree(line);
        if (scenario.path("calls").isArray()) {
          String name = scenario.path("scenario").asText();
          all.put(name, new ExpectedCalls(name, rows(scenario.path("calls"))));
        }
      }
    }
    return all;
  }

  private static List<Row> rows(JsonNode calls) {
    List<Row> rows = new ArrayList<>();
    for (JsonNode call : calls) {
      if (!NO_ROW.contains(call.path("kind").asText())) {
        rows.add(row(call));
      }
    }
    return rows;
  }

  private static Row row(JsonNode call) {
    return new Row(
        call.path("kind").asText().toUpperCase(Locale.ROOT),
        text(call, "number"),
        text(call, "did"),
        call.path("answered").asBoolean(),
        texts(call.path("who")),
        texts(call.path("rang")).stream().filter(e -> !e.equals("trunk")).sorted().toList(),
        text(call, "queue"),
        transfers(call.path("transfers")));
  }

  private static @Nullable String text(JsonNode node, String field) {
    return node.hasNonNull(field) ? node.path(field).asText() : null;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.asText()));
    return texts;
  }

  private static List<String> transfers(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(t -> texts.add(t.path(0).asText() + " by " + t.path(1).asText()));
    return texts;
  }
}
