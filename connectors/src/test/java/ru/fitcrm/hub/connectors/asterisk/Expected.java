package ru.fitcrm.hub.connectors.asterisk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.call.CallResult;
import ru.fitcrm.hub.core.call.CallSnapshot;

/** What a correct listener makes of a scenario, in the words of {@code expected.jsonl}. */
record Expected(
    String kind,
    @Nullable String number,
    @Nullable String did,
    boolean answered,
    List<String> who,
    List<String> rang,
    @Nullable String queue,
    List<String> transfers,
    double talked,
    double waited) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> NO_ROW =
      Set.of("consultation", "originate-only", "originate-failed");

  /** Expected rows by scenario; the burst is counted, not listed. */
  static TreeMap<String, List<Expected>> all() {
    TreeMap<String, List<Expected>> all = new TreeMap<>();
    try {
      for (String line : Recording.resource("expected.jsonl").lines().toList()) {
        JsonNode scenario = JSON.readTree(line);
        if (scenario.get("calls").isArray()) {
          all.put(scenario.get("scenario").asText(), rows(scenario.get("calls")));
        }
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return all;
  }

  static List<Expected> rows(String scenario) {
    return all().getOrDefault(scenario, List.of());
  }

  private static List<Expected> rows(JsonNode calls) {
    List<Expected> rows = new ArrayList<>();
    for (JsonNode call : calls) {
      if (!NO_ROW.contains(call.get("kind").asText())) {
        rows.add(row(call));
      }
    }
    return rows;
  }

  private static Expected row(JsonNode call) {
    List<String> transfers = new ArrayList<>();
    call.path("transfers").forEach(t -> transfers.add(t.get(0).asText() + " " + t.get(1).asText()));
    List<String> rang = texts(call.path("rang"));
    rang.remove("trunk");
    return new Expected(
        call.get("kind").asText(),
        call.path("number").textValue(),
        call.path("did").textValue(),
        call.get("answered").asBoolean(),
        texts(call.path("who")),
        rang,
        call.path("queue").textValue(),
        transfers,
        call.get("talk_s").asDouble(),
        call.get("wait_s").asDouble());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  static Expected of(CallSnapshot call) {
    return new Expected(
        call.direction().name().toLowerCase(Locale.ROOT),
        call.clientNumber(),
        call.clubNumber(),
        call.result() == CallResult.ANSWERED,
        call.answeredBy(),
        call.rang(),
        call.queue(),
        call.transfers().stream().map(t -> t.kind() + " " + t.by()).toList(),
        seconds(call.talked()),
        seconds(call.waited()));
  }

  private static double seconds(java.time.Duration duration) {
    return Math.round(duration.toMillis() / 100.0) / 10.0;
  }

  /** For streams played faster than they were recorded. */
  Expected withoutTimes() {
    return new Expected(kind, number, did, answered, who, rang, queue, transfers, 0, 0);
  }
}
