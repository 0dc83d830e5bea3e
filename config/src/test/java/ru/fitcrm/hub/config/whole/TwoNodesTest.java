package ru.fitcrm.hub.config.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.SseReader;
import ru.fitcrm.hub.core.testing.TestDatabase;
import ru.fitcrm.hub.sandbox.onec.SandboxOnec;
import ru.fitcrm.hub.sandbox.pbx.NewCall;
import ru.fitcrm.hub.sandbox.pbx.Pace;
import ru.fitcrm.hub.sandbox.pbx.Playback;
import ru.fitcrm.hub.sandbox.pbx.Recording;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;
import ru.fitcrm.hub.sandbox.pbx.Until;

/** Two processes of the hub on one database. One test kills one; after it there is but one. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(1)
class TwoNodesTest {

  private static final Duration LONG = Duration.ofSeconds(40);

  /** A beat is a second, and starting a line takes some. */
  private static final Duration OBEYED_WITHIN = Duration.ofSeconds(8);

  private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(30);

  /** A third of what a web server waits for the requests that are still being answered. */
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(10);

  private static final int LEADS = 20;

  private static final String OWNER =
      "select n.name from connection c join node n on n.id = c.owner_node where c.id = ?";

  /** Both nodes see what is owed once a minute. */
  private static final Duration NIGHT_WITHIN = Duration.ofSeconds(90);

  private static final ZoneId ZONE = ZoneId.of("Europe/Moscow");

  private static TestDatabase database;
  private static HubProcess first;
  private static HubProcess second;
  private static @Nullable HubProcess living;

  @BeforeAll
  static void startBoth() throws Exception {
    database = TestDatabase.create();
    first = HubProcess.start(database, "first");
    second = HubProcess.start(database, "second");
  }

  @AfterAll
  static void stopBoth() throws Exception {
    second.close();
    first.close();
    database.close();
  }

  @Test
  @Order(1)
  void whatIsChangedOnOneNodeIsObeyedWhicheverOwnsTheConnection() {
    club("south");
    try (SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings().user("hub", "secret"));
        SandboxPbx other = SandboxPbx.start(SandboxPbx.settings().user("hub", "secret"))) {
      String connection = "clubs/south/connections/" + connect(first.api(), "south", pbx);
      pbx.awaitSession(LONG);

      // One of the two nodes owns it: each change is made on both in turn.
      for (HubProcess node : List.of(first, second)) {
        put(node, connection, settings(other, true, null));
        obeyed(() -> other.sessions() == 1 && pbx.sessions() == 0);
        put(node, connection, settings(other, false, null));
        obeyed(() -> other.sessions() == 0);
        put(node, connection, settings(pbx, true, "wrong"));
        obeyed(() -> error(first, connection).equals("login-refused"));
        obeyed(() -> error(second, connection).equals("login-refused"));
        put(node, connection, settings(pbx, true, "secret"));
        obeyed(() -> pbx.sessions() == 1);
        assertThat(node.api().post(connection + "/hold", "").text("held")).isEqualTo("true");
        assertThat(first.api().get(connection).text("held")).isEqualTo("true");
        assertThat(second.api().get(connection).text("held")).isEqualTo("true");
        assertThat(node.api().post(connection + "/release", "").text("held")).isEqualTo("false");
        obeyed(() -> pbx.sessions() == 1 && "UP".equals(health(second, connection)));
      }
      assertThat(second.api().delete(connection).status()).isEqualTo(204);
      obeyed(() -> pbx.sessions() == 0);
      String again = "clubs/south/connections/" + connect(second.api(), "south", pbx);
      pbx.awaitSession(LONG);
      assertThat(first.api().delete(again).status()).isEqualTo(204);
      obeyed(() -> pbx.sessions() == 0);
    }
  }

  @Test
  @Order(2)
  void aCallHeardByOneNodePopsUpOnBothAndOutlivesTheOwner() throws Exception {
    club("north");
    try (SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings().user("hub", "secret"));
        SseReader onFirst = stream(first);
        SseReader onSecond = stream(second)) {
      await().atMost(LONG).until(() -> onFirst.connected() && onSecond.connected());
      long connection = connect(first.api(), "north", pbx);
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

      Playback goesOn = talk(pbx, "+79165550102");
      assertThat(json(onSecond.next(LONG)).path("phone").asText()).isEqualTo("+79165550102");
      int connections = pbx.connections();
      HubProcess living = killOwner(connection);
      await()
          .atMost(TAKEN_OVER_WITHIN)
          .until(() -> pbx.connections() > connections && pbx.sessions() == 1);
      goesOn.resume();
      ring(pbx, "+79165550103");
      ApiCaller api = living.api();
      await()
          .atMost(LONG)
          .until(
              () -> api.get("clubs/north/events?type=call.ended").json().path("items").size() == 3);
      assertThat(api.get("clubs/north/calls").json().path("items"))
          .hasSize(3)
          .allMatch(call -> call.path("result").asText().equals("ANSWERED"));
      assertThat(api.get("clubs/north/clients").json().path("items")).hasSize(3);
    }
  }

  @Test
  @Order(1)
  void aCallAskedForOnTheOtherNodeIsDialledByTheOneThatHasTheLine() throws Exception {
    ApiCaller api = second.api();
    assertThat(api.post("clubs", "{\"name\": \"Запад\", \"slug\": \"west\"}").status())
        .isEqualTo(201);
    try (SandboxPbx pbx =
        SandboxPbx.start(SandboxPbx.settings().user("hub", "secret").clickPace(Pace.times(4)))) {
      var unused = connect(api, "west", pbx);
      pbx.awaitSession(LONG);
      for (ApiCaller node : new ApiCaller[] {first.api(), second.api()}) {
        ApiCaller.Answer asked =
            node.post("clubs/west/calls", "{\"phone\": \"+79165550103\", \"extension\": \"101\"}");
        assertThat(asked.status()).as(asked.json().toString()).isEqualTo(202);
        await()
            .atMost(LONG)
            .until(
                () -> node.get("clubs/west/calls/" + asked.id()).text("result").equals("ANSWERED"));
      }
      assertThat(pbx.sessions()).as("one node has the line").isEqualTo(1);
    }
  }

  @Test
  @Order(1)
  void eachLeadIsGivenToTheClubSystemOnceWhicheverNodeTookIt() {
    club("lead");
    put(first, "clubs/lead", "{\"leadsToSystem\": \"AT_ONCE\"}");
    try (SandboxOnec onec = SandboxOnec.start(SandboxOnec.settings())) {
      String connection =
          """
          {"kind": "onec-soap", "name": "1С", "enabled": true,
           "settings": {"baseUrl": "%s", "username": "Хаб", "password": "пароль", "timeoutSeconds": 5}}"""
              .formatted(onec.soapUrl());
      ApiCaller.Answer made = second.api().post("clubs/lead/connections", connection);
      assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
      for (int i = 0; i < LEADS; i++) {
        String lead = "{\"phones\": [\"+7916555%04d\"]}".formatted(i);
        ApiCaller api = (i % 2 == 0 ? first : second).api();
        assertThat(api.post("clubs/lead/clients", lead).status()).isEqualTo(201);
      }
      await().atMost(LONG).until(() -> onec.leads().size() == LEADS);
      assertThat(onec.leads()).allMatch(lead -> lead.times() == 1);
      assertThat(first.api().delete("clubs/lead/connections/" + made.id()).status()).isEqualTo(204);
    }
  }

  @Test
  @Order(1)
  void aScheduleEditedOnOneNodeIsTheOthersAtOnce() {
    club("east");
    for (HubProcess node : List.of(first, second)) {
      HubProcess other = node == first ? second : first;
      String monthly = "jobs/" + (node == first ? "birthdays" : "expiring") + "/schedule";
      String off = "jobs/" + (node == first ? "debts" : "visits-ending") + "/schedule";
      put(node, monthly, "{\"cron\": \"0 0 1 * *\", \"zone\": \"%s\"}".formatted(ZONE));
      put(node, off, "{\"enabled\": false}");

      ApiCaller.Answer seen = other.api().get(monthly);
      assertThat(seen.text("cron")).isEqualTo("0 0 1 * *");
      assertThat(seen.json().path("next").valueStream())
          .hasSize(5)
          .allMatch(next -> next.asText().contains("-01T00:00"));
      assertThat(other.api().get(off).text("enabled")).isEqualTo("false");
      assertThat(other.api().put(monthly, "{\"enabled\": false, \"version\": 1}").status())
          .as("the other node knows that it was edited")
          .isEqualTo(412);
    }
  }

  /** One of the edits was made on the node that is no more. */
  @Test
  @Order(3)
  void theNodeThatIsLeftObeysTheSchedulesEditedOnBoth() {
    ApiCaller api = Objects.requireNonNull(living, "the node that was not killed").api();
    assertThat(api.get("jobs/birthdays/runs").json().path("items")).isEmpty();
    database
        .gate()
        .runAsPlatform(
            () ->
                JdbcClient.create(database.dataSource())
                    .sql(
                        "update club set created_at = '2020-01-01' where slug in ('north', 'south', 'east')")
                    .update());
    tickSoon();
    String month = LocalDate.now(ZONE).withDayOfMonth(1).toString();
    for (String job : List.of("birthdays", "expiring")) {
      await()
          .atMost(NIGHT_WITHIN)
          .untilAsserted(
              () ->
                  assertThat(api.get("jobs/" + job + "/runs").json().path("items"))
                      .singleElement()
                      .satisfies(
                          run -> {
                            assertThat(run.path("businessDate").asText()).isEqualTo(month);
                            assertThat(run.path("status").asText()).isEqualTo("COMPLETED");
                          }));
    }
    for (String job : List.of("debts", "visits-ending")) {
      assertThat(api.get("jobs/" + job + "/runs").json().path("items")).as(job).isEmpty();
    }
  }

  @Test
  @Order(4)
  void anOpenStreamOfCallsDoesNotHoldAStoppingNode() {
    HubProcess node = Objects.requireNonNull(living, "the node that was not killed");
    try (SseReader open = stream(node)) {
      await().atMost(LONG).until(open::connected);
      long started = System.nanoTime();
      node.close();
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(STOPPED_WITHIN);
    }
  }

  /** The killed node may have died with the minute's turn in its hands. */
  private static void tickSoon() {
    JdbcClient.create(database.dataSource())
        .sql(
            """
            update scheduled_tasks
               set execution_time = now(), picked = false, picked_by = null, last_heartbeat = null
             where task_name = 'night-tick'""")
        .update();
  }

  /** Kills whichever node listens, and gives the other. */
  private static HubProcess killOwner(long connection) throws Exception {
    String owner =
        database
            .gate()
            .asPlatform(
                () ->
                    JdbcClient.create(database.dataSource())
                        .sql(OWNER)
                        .param(connection)
                        .query(String.class)
                        .single());
    boolean isFirst = owner.equals("first");
    (isFirst ? first : second).kill();
    HubProcess left = isFirst ? second : first;
    living = left;
    return left;
  }

  private static Playback talk(SandboxPbx pbx, String number) {
    Playback call =
        pbx.play(
            Recording.named("a_in_answered").asCall(new NewCall(number, null, null)),
            Pace.fullSpeed(),
            Until.event("BridgeEnter", 2));
    call.awaitPaused(LONG);
    return call;
  }

  private static void ring(SandboxPbx pbx, String number) {
    pbx.play(
        Recording.named("a_in_answered").asCall(new NewCall(number, null, null)), Pace.times(4));
  }

  private static void club(String slug) {
    String club = "{\"name\": \"%s\", \"slug\": \"%s\"}".formatted(slug, slug);
    assertThat(first.api().post("clubs", club).status()).isEqualTo(201);
  }

  private static long connect(ApiCaller api, String club, SandboxPbx pbx) {
    ApiCaller.Answer connection =
        api.post("clubs/" + club + "/connections", settings(pbx, true, "secret"));
    assertThat(connection.status()).as(connection.json().toString()).isEqualTo(201);
    return connection.id();
  }

  /**
   * @param password null to keep the one that is saved
   */
  private static String settings(SandboxPbx pbx, boolean enabled, @Nullable String password) {
    return """
        {"kind": "asterisk", "name": "PBX", "enabled": %s,
         "settings": {"host": "127.0.0.1", "port": %d, "username": "hub", "trunks": ["trunk"]%s}}"""
        .formatted(
            enabled, pbx.port(), password == null ? "" : ", \"password\": \"" + password + "\"");
  }

  private static void put(HubProcess node, String connection, String body) {
    ApiCaller.Answer answer = node.api().put(connection, body);
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
  }

  private static void obeyed(Callable<Boolean> what) {
    await().atMost(OBEYED_WITHIN).until(what);
  }

  private static String error(HubProcess node, String connection) {
    return node.api().get(connection).text("health.lastErrorCode");
  }

  private static String health(HubProcess node, String connection) {
    return node.api().get(connection).text("health.status");
  }

  private static SseReader stream(HubProcess node) {
    return SseReader.open(
        URI.create(node.baseUrl() + "/api/v1/clubs/north/calls/stream"), HubProcess.KEY, null);
  }

  private static JsonNode json(SseReader.Event event) throws Exception {
    return new ObjectMapper().readTree(event.data());
  }
}
