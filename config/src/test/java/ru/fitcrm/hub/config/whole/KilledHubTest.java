package ru.fitcrm.hub.config.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.HubUnderTest;
import ru.fitcrm.hub.core.testing.TestDatabase;

/**
 * A busy PBX, and a hub that is killed again and again at random moments: while it listens, while
 * it starts, while it reads the PBX's records. Two clubs of it hear the PBX, one with call records
 * and one without; the hub all tests share, which nobody kills, hears it too and knows what was.
 *
 * <p>The seed is printed; {@code -Dhub.test.seed=…} repeats a run as far as processes can.
 */
@Order(1)
class KilledHubTest {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final int LONGEST_LIFE_MILLIS = 25_000;

  @Test
  void twoKillsLoseNothingThatRecordsKnowAndShowTheGapsOtherwise() throws Exception {
    killAndCompare(2);
  }

  @Test
  @Tag("proof")
  void twentyKillsLoseNothingThatRecordsKnowAndShowTheGapsOtherwise() throws Exception {
    killAndCompare(20);
  }

  private void killAndCompare(int kills) throws Exception {
    long seed = Long.getLong("hub.test.seed", new Random().nextLong());
    System.out.printf("%d kills of the hub, -Dhub.test.seed=%d%n", kills, seed);
    Random random = new Random(seed);
    ApiCaller witness = HubUnderTest.shared().admin();
    String undisturbed = "undisturbed-" + kills;
    try (CallRecordsTable records = new CallRecordsTable();
        TestDatabase database = TestDatabase.create();
        BusyPbx pbx = new BusyPbx(records, random)) {
      String listening = connect(witness, undisturbed, pbx, null);
      HubProcess hub = HubProcess.start(database, "hub");
      for (String club : List.of("recorded", "unrecorded")) {
        var unused = connect(hub.api(), club, pbx, club.equals("recorded") ? records : null);
      }
      pbx.awaitListeners(3);
      pbx.start();
      for (int i = 0; i < kills; i++) {
        pause(Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLIS)));
        hub.kill();
        hub = HubProcess.start(database, "hub");
      }
      try (HubProcess last = hub) {
        pbx.awaitListeners(3);
        int calls = pbx.stop();
        Map<String, JsonNode> known = awaitEnds(witness, undisturbed, calls);
        assertThat(known).hasSize(calls);
        nothingIsLost(known, last.api());
        assertThat(people(last.api(), "recorded"))
            .containsExactlyInAnyOrderElementsOf(people(witness, undisturbed));
        whatIsMissingLiesInAGap(known, last.api());
        for (String club : List.of("recorded", "unrecorded")) {
          nothingIsDoubled(last.api(), club);
        }
        assertThat(witness.delete(listening).status()).isEqualTo(204);
      }
    }
  }

  private static void nothingIsLost(Map<String, JsonNode> known, ApiCaller api) {
    Map<String, JsonNode> calls = awaitEnds(api, "recorded", known.size());
    assertThat(calls.keySet()).isEqualTo(known.keySet());
    calls.forEach((id, call) -> isTheSame(call, Objects.requireNonNull(known.get(id)), id));
    assertThat(gaps(api, "recorded")).isEmpty();
  }

  private static void isTheSame(JsonNode call, JsonNode known, String id) {
    assertThat(phone(call)).as("%s: %s, was %s", id, call, known).isEqualTo(phone(known));
    assertThat(call.path("direction")).as(id).isEqualTo(known.path("direction"));
    assertThat(call.path("result"))
        .as("%s: %s, was %s", id, call, known)
        .isEqualTo(known.path("result"));
    assertThat(call.path("talkSeconds").asDouble())
        .as("%s: %s, was %s", id, call, known)
        .isCloseTo(known.path("talkSeconds").asDouble(), within(1.1));
  }

  private static void whatIsMissingLiesInAGap(Map<String, JsonNode> known, ApiCaller api) {
    Map<String, JsonNode> calls = awaitEnds(api, "unrecorded", 0);
    assertThat(known.keySet()).containsAll(calls.keySet());
    List<JsonNode> gaps = gaps(api, "unrecorded");
    System.out.printf(
        "%d of %d calls lie in %d gaps%n", known.size() - calls.size(), known.size(), gaps.size());
    known.forEach(
        (id, was) -> {
          JsonNode call = calls.get(id);
          if (call == null) {
            assertThat(gaps).as("a gap for %s", was).anyMatch(gap -> covers(gap, was));
          } else if (call.path("endedBetween").isObject()) {
            assertThat(covers(call.path("endedBetween"), was.path("endedAt"), was.path("endedAt")))
                .as("%s, was %s", call, was)
                .isTrue();
          } else {
            assertThat(call.path("result"))
                .as("%s, was %s", call, was)
                .isEqualTo(was.path("result"));
            assertThat(phone(call)).isEqualTo(phone(was));
          }
        });
  }

  private static void nothingIsDoubled(ApiCaller api, String club) {
    assertThat(people(api, club)).doesNotHaveDuplicates();
    assertThat(items(api, club, "tasks").stream().map(task -> task.path("clientId").asLong()))
        .doesNotHaveDuplicates();
    List<JsonNode> ends = items(api, club, "events?type=call.ended");
    assertThat(ends.stream().map(event -> event.at("/subject/id").asLong()))
        .hasSize(calls(api, club).size())
        .doesNotHaveDuplicates();
  }

  // ---- what the API says

  private static Map<String, JsonNode> awaitEnds(ApiCaller api, String club, int atLeast) {
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              Map<String, JsonNode> calls = calls(api, club);
              return calls.size() >= atLeast
                  && calls.values().stream().allMatch(KilledHubTest::isOver);
            });
    return calls(api, club);
  }

  private static boolean isOver(JsonNode call) {
    return !List.of("RINGING", "TALKING").contains(call.path("result").asText());
  }

  private static Map<String, JsonNode> calls(ApiCaller api, String club) {
    Map<String, JsonNode> calls = new LinkedHashMap<>();
    for (JsonNode call : items(api, club, "calls")) {
      assertThat(calls.put(call.path("linkedId").asText(), call)).as("twice").isNull();
    }
    return calls;
  }

  private static List<String> people(ApiCaller api, String club) {
    return items(api, club, "clients").stream()
        .map(client -> client.at("/phones/0/number").asText())
        .toList();
  }

  private static List<JsonNode> gaps(ApiCaller api, String club) {
    return items(api, club, "calls/gaps");
  }

  private static List<JsonNode> items(ApiCaller api, String club, String what) {
    List<JsonNode> all = new ArrayList<>();
    String cursor = "";
    do {
      String path = "clubs/" + club + "/" + what + (what.contains("?") ? "&" : "?");
      JsonNode page = api.get(path + (what.endsWith("gaps") ? "" : "limit=500" + cursor)).json();
      page.path("items").forEach(all::add);
      cursor = page.path("next").isTextual() ? "&cursor=" + page.path("next").asText() : "";
    } while (!cursor.isEmpty());
    return all;
  }

  private static String phone(JsonNode call) {
    return call.path("phone").asText();
  }

  private static boolean covers(JsonNode span, JsonNode call) {
    return covers(span, call.path("startedAt"), call.path("endedAt"));
  }

  private static boolean covers(JsonNode span, JsonNode from, JsonNode to) {
    return !time(span.path("from")).isAfter(time(from))
        && !time(span.path("to")).isBefore(time(to));
  }

  private static Instant time(JsonNode at) {
    return Instant.parse(at.asText());
  }

  // ----

  /** Gives the path of the connection. */
  private static String connect(
      ApiCaller api, String club, BusyPbx pbx, @Nullable CallRecordsTable records) {
    String made = "{\"name\": \"%s\", \"slug\": \"%s\"}".formatted(club, club);
    assertThat(api.post("clubs", made).status()).isEqualTo(201);
    ApiCaller.Answer connection =
        api.post(
            "clubs/" + club + "/connections",
            """
            {"kind": "asterisk", "name": "PBX", "enabled": true,
             "settings": {"host": "127.0.0.1", "port": %d, "username": "hub", "password": "secret",
                          "trunks": ["trunk"], "timezone": "%s"%s}}"""
                .formatted(
                    pbx.port(),
                    CallRecordsTable.ZONE,
                    records == null ? "" : ", \"cdr\": " + records.settings()));
    assertThat(connection.status()).as(connection.json().toString()).isEqualTo(201);
    return "clubs/" + club + "/connections/" + connection.id();
  }

  private static void pause(Duration length) throws InterruptedException {
    boolean unused = new CountDownLatch(1).await(length.toMillis(), TimeUnit.MILLISECONDS);
  }
}
