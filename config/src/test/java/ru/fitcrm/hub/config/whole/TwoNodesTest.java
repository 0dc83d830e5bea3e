package ru.fitcrm.hub.config.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.SseReader;
import ru.fitcrm.hub.core.testing.TestDatabase;
import ru.fitcrm.hub.sandbox.pbx.NewCall;
import ru.fitcrm.hub.sandbox.pbx.Pace;
import ru.fitcrm.hub.sandbox.pbx.Recording;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;

/** Two processes of the hub on one database. The test that kills one comes last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesTest {

  private static final Duration LONG = Duration.ofSeconds(40);
  private static final String SECRET_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  private static TestDatabase database;
  private static HubProcess first;
  private static HubProcess second;

  @BeforeAll
  static void startBoth() throws Exception {
    database = TestDatabase.create();
    first = HubProcess.start(environment());
    second = HubProcess.start(environment());
  }

  @AfterAll
  static void stopBoth() throws Exception {
    second.close();
    first.close();
    database.close();
  }

  @Test
  @Order(2)
  void aCallHeardByOneNodePopsUpOnBothAndOutlivesTheOwner() throws Exception {
    ApiCaller api = first.api();
    assertThat(api.post("clubs", "{\"name\": \"Север\", \"slug\": \"north\"}").status())
        .isEqualTo(201);
    try (SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings().user("hub", "secret"));
        SseReader onFirst = stream(first);
        SseReader onSecond = stream(second)) {
      await().atMost(LONG).until(() -> onFirst.connected() && onSecond.connected());
      connect(api, "north", pbx);
      pbx.awaitSession(LONG);
      ring(pbx, "+79165550101");

      for (SseReader node : new SseReader[] {onFirst, onSecond}) {
        assertThat(node.next(LONG).name().strip()).isEqualTo("call.ringing");
        assertThat(node.next(LONG).name().strip()).isEqualTo("call.answered");
        SseReader.Event ended = node.next(LONG);
        assertThat(ended.name().strip()).isEqualTo("call.ended");
        assertThat(json(ended).path("phone").asText()).isEqualTo("+79165550101");
        assertThat(json(ended).path("clients").size()).isEqualTo(1);
      }
      assertThat(pbx.sessions()).as("one node listens").isEqualTo(1);

      first.kill();
      await().atMost(LONG).until(() -> pbx.sessions() == 1);
      ring(pbx, "+79165550102");
      assertThat(json(onSecond.next(LONG)).path("phone").asText()).isEqualTo("+79165550102");
      JsonNode calls = second.api().get("clubs/north/calls").json().path("items");
      assertThat(calls).hasSize(2);
    }
  }

  @Test
  @Order(1)
  void aCallAskedForOnTheOtherNodeIsDialledByTheOneThatHasTheLine() throws Exception {
    ApiCaller api = second.api();
    assertThat(api.post("clubs", "{\"name\": \"Юг\", \"slug\": \"south\"}").status())
        .isEqualTo(201);
    try (SandboxPbx pbx =
        SandboxPbx.start(SandboxPbx.settings().user("hub", "secret").clickPace(Pace.times(4)))) {
      connect(api, "south", pbx);
      pbx.awaitSession(LONG);
      for (ApiCaller node : new ApiCaller[] {first.api(), second.api()}) {
        ApiCaller.Answer asked =
            node.post("clubs/south/calls", "{\"phone\": \"+79165550103\", \"extension\": \"101\"}");
        assertThat(asked.status()).as(asked.json().toString()).isEqualTo(202);
        await()
            .atMost(LONG)
            .until(
                () ->
                    node.get("clubs/south/calls/" + asked.id()).text("result").equals("ANSWERED"));
      }
      assertThat(pbx.sessions()).as("one node has the line").isEqualTo(1);
    }
  }

  private static void ring(SandboxPbx pbx, String number) {
    pbx.play(
        Recording.named("a_in_answered").asCall(new NewCall(number, null, null)), Pace.times(4));
  }

  private static void connect(ApiCaller api, String club, SandboxPbx pbx) {
    ApiCaller.Answer connection =
        api.post(
            "clubs/" + club + "/connections",
            """
            {"kind": "asterisk", "name": "PBX", "enabled": true,
             "settings": {"host": "127.0.0.1", "port": %d, "username": "hub", "password": "secret",
                          "trunks": ["trunk"]}}"""
                .formatted(pbx.port()));
    assertThat(connection.status()).as(connection.json().toString()).isEqualTo(201);
  }

  private static SseReader stream(HubProcess node) {
    return SseReader.open(
        URI.create(node.baseUrl() + "/api/v1/clubs/north/calls/stream"), HubProcess.KEY, null);
  }

  private static JsonNode json(SseReader.Event event) throws Exception {
    return new ObjectMapper().readTree(event.data());
  }

  private static Map<String, String> environment() {
    return Map.of(
        "HUB_DB_URL", database.jdbcUrl(),
        "HUB_DB_USER", database.user(),
        "HUB_DB_PASSWORD", database.password(),
        "HUB_DB_OWNER_USER", "hub_owner",
        "HUB_DB_OWNER_PASSWORD", database.password(),
        "HUB_SECRET_KEY", SECRET_KEY);
  }
}
