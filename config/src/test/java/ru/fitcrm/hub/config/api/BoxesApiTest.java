package ru.fitcrm.hub.config.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.HubUnderTest;
import ru.fitcrm.hub.config.testing.TestClub;
import ru.fitcrm.hub.core.club.ClubGate;

/** Inbox and outbox by the API: found, looked at, replayed, kept, and masked by role. */
class BoxesApiTest {

  private static final AtomicLong NUMBERS = new AtomicLong(9_160_551_000L);

  private final TestClub club = TestClub.make();
  private final ApiCaller admin = club.admin();
  private final ApiCaller nobody = HubUnderTest.shared().with("");
  private final String phone = "+7" + NUMBERS.incrementAndGet();
  private JsonNode connection;

  @BeforeEach
  void connect() {
    connection =
        admin
            .post(
                club.path("connections"),
                "{\"kind\": \"onec-push\", \"name\": \"1C\", \"enabled\": true, \"settings\": {}}")
            .json();
  }

  @Test
  void whatCameIsFoundByAllItNames() {
    push(packet(), "Idempotency-Key", "night-1");
    JsonNode row = admin.get(club.path("inbox")).json().path("items").path(0);
    long client =
        admin.get(club.path("clients?phone=" + plus(phone))).json().at("/items/0/id").asLong();

    for (String query :
        new String[] {
          "connection=" + connection.path("id"),
          "kind=onec-push",
          "state=APPLIED",
          "phone=" + plus(phone),
          "clientId=" + client,
          "ref=c-1",
          "ref=k-1",
          "externalId=" + row.path("externalId").asText(),
          "from=2020-01-01",
          "phone=" + plus(phone) + "&state=APPLIED&to=2100-01-01"
        }) {
      assertThat(found("inbox", query)).as(query).isEqualTo(1);
    }
    for (String query :
        new String[] {
          "kind=smtp", "state=FAILED", "phone=%2B79990000000", "ref=c-2", "to=2020-01-01"
        }) {
      assertThat(found("inbox", query)).as(query).isZero();
    }
  }

  @Test
  void oneMessageShowsItsHeadersAndWhatFollowed() {
    push(packet());
    long id = admin.get(club.path("inbox")).json().at("/items/0/id").asLong();

    JsonNode one = admin.get(club.path("inbox/" + id)).json();

    assertThat(one.path("id").asLong()).isEqualTo(id);
    assertThat(one.path("state").asText()).isEqualTo("APPLIED");
    assertThat(one.path("headers").path("Content-Type").asText()).startsWith("application/json");
    assertThat(one.path("headers").toString()).doesNotContain("Authorization");
    assertThat(one.path("events").isArray()).isTrue();
    assertThat(one.has("appliedIn")).isFalse();
  }

  @Test
  void traceTellsOfBothBoxes() {
    push(packet());
    dead(1);

    JsonNode items = admin.get(club.path("trace?phone=" + plus(phone))).json().path("items");

    assertThat(items.findValuesAsText("kind")).contains("inbox", "outbox", "client");
  }

  @ParameterizedTest
  @CsvSource({
    "TRAINER, false, false",
    "COORDINATOR, true, false",
    "FITNESS_MANAGER, true, false",
    "RECEPTION, true, false",
    "CLUB_ADMIN, true, true"
  })
  void eachRoleSeesWhatItsWorkNeeds(String role, boolean people, boolean bodies) {
    dead(1);
    text();
    long row = admin.get(club.path("outbox?state=REJECTED")).json().at("/items/0/id").asLong();
    String[] session = session(role);
    String masked = "+7 ••• ••• " + phone.substring(8, 10) + " " + phone.substring(10);

    JsonNode listed = nobody.get(club.path("outbox"), session).json().at("/items");
    JsonNode said = nobody.get(club.path("messages"), session).json().at("/items/0");
    String trace = nobody.get(club.path("trace?phone=" + plus(phone)), session).raw().body();
    long card =
        admin
            .post(
                club.path("tasks"),
                "{\"phone\": \"%s\", \"comment\": \"Вечером\"}".formatted(phone))
            .id();
    JsonNode task = nobody.get(club.path("tasks/" + card), session).json();
    JsonNode person =
        nobody.get(club.path("clients/" + task.path("clientId").asText()), session).json();
    String found = nobody.get(club.path("clients?phone=" + plus(phone)), session).raw().body();
    Answer body = nobody.get(club.path("outbox/" + row + "/body"), session);

    assertThat(listed.findValuesAsText("phone")).containsOnly(people ? phone : masked);
    assertThat(said.path("text").asText()).isEqualTo(people ? "Ждём вас" : "•••");
    assertThat(said.path("address").asText()).isEqualTo(people ? phone : masked);
    assertThat(trace.contains("Ждём вас")).isEqualTo(people);
    assertThat(trace.contains(phone)).isEqualTo(people);
    assertThat(nobody.get(club.path("inbox"), session).status()).isEqualTo(200);
    assertThat(body.status()).isEqualTo(bodies ? 200 : 403);
    assertThat(task.path("phone").asText()).isEqualTo(people ? phone : masked);
    assertThat(task.path("comment").asText()).as("the club's own note").isEqualTo("Вечером");
    assertThat(person.at("/phones/0/number").asText()).isEqualTo(people ? phone : masked);
    assertThat(found.contains(phone)).isEqualTo(people);
  }

  @Test
  void aTrainerUnmasksNobodyByTakingMergingOrGuessing() {
    long me = admin.post(club.path("employees"), "{\"name\": \"Я\", \"role\": \"TRAINER\"}").id();
    String[] session = session("TRAINER", me);
    String taken = "{\"responsibleId\": %d}".formatted(me);
    Answer card = admin.post(club.path("tasks"), "{\"phone\": \"%s\"}".formatted(phone));
    String client = card.text("clientId");
    String own =
        "{\"name\": \"Моя\", \"phones\": [\"+79035550001\"], \"responsibleId\": " + me + "}";
    long mine = admin.post(club.path("clients"), own).id();

    for (Answer tried :
        List.of(
            nobody.patch(club.path("clients/" + client), taken, session),
            nobody.patch(club.path("tasks/" + card.id()), taken, session),
            nobody.post(
                club.path("tasks"),
                "{\"clientId\": %s, \"reason\": \"Моё\", \"responsibleId\": %d}"
                    .formatted(client, me),
                session),
            nobody.post(
                club.path("clients/" + mine + "/merge"), "{\"other\": " + client + "}", session))) {
      assertThat(tried.status()).as(tried.raw().body()).isEqualTo(403);
    }
    assertThat(
            nobody.patch(club.path("clients/" + client), "{\"name\": \"Анна\"}", session).status())
        .isEqualTo(200);
    String part = phone.substring(2, 9);
    for (String list : List.of("clients", "tasks")) {
      assertThat(nobody.get(club.path(list + "?q=" + part), session).json().path("items"))
          .as(list)
          .isEmpty();
      assertThat(
              nobody
                  .get(club.path(list + "?q=8" + phone.substring(2)), session)
                  .json()
                  .path("items"))
          .as(list)
          .hasSize(1);
      assertThat(admin.get(club.path(list + "?q=" + part)).json().path("items"))
          .as(list)
          .hasSize(1);
    }
  }

  @Test
  void aLookAtABodyIsWrittenDownAndItsSecretsAreNotShown() {
    push(packet());
    dead(1);
    long in = admin.get(club.path("inbox")).json().at("/items/0/id").asLong();
    long out = admin.get(club.path("outbox")).json().at("/items/0/id").asLong();

    assertThat(admin.get(club.path("inbox/" + in + "/body")).raw().body()).contains("Анна");
    Answer sent = admin.get(club.path("outbox/" + out + "/body"));

    assertThat(sent.text("name")).isEqualTo("Анна");
    assertThat(sent.text("apiToken")).isEqualTo("•••");
    JsonNode audit = admin.get(club.path("audit")).json().path("items");
    assertThat(audit.path(0).path("action").asText()).isEqualTo("outbox-message.viewed");
    assertThat(audit.path(0).path("entityId").asLong()).isEqualTo(out);
    assertThat(audit.path(1).path("action").asText()).isEqualTo("inbox.viewed");
    assertThat(audit.path(1).path("actor").asText()).isNotEmpty();
  }

  @Test
  void aReplayByFilterIsCountedRunAndTold() {
    for (int i = 0; i < 3; i++) {
      push("{ no json");
    }
    String filter = "\"filter\": {\"connection\": %s}".formatted(connection.path("id"));
    Answer counted = admin.post(club.path("inbox/replays"), "{" + filter + ", \"dryRun\": true}");
    assertThat(counted.status()).isEqualTo(200);
    assertThat(counted.text("matched")).isEqualTo("3");

    Answer begun = admin.post(club.path("inbox/replays"), "{" + filter + ", \"cap\": 2}");

    assertThat(begun.status()).isEqualTo(202);
    assertThat(begun.text("state")).isEqualTo("RUNNING");
    assertThat(begun.text("matched")).isEqualTo("3");
    assertThat(begun.text("cap")).isEqualTo("2");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> admin.get(begun.header("Location")).text("state").equals("COMPLETED"));
    JsonNode ended = admin.get(begun.header("Location")).json();
    assertThat(ended.path("done").asInt()).isEqualTo(2);
    assertThat(ended.path("failed").asInt()).isZero();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> admin.get(begun.header("Location")).json().at("/states/REJECTED").asInt() == 2);
    assertThat(admin.get(club.path("inbox/replays")).json().at("/items/0/id").asLong())
        .isEqualTo(begun.id());
    assertThat(admin.delete(begun.header("Location")).status()).isEqualTo(409);
    assertThat(admin.get(club.path("outbox/replays/" + begun.id())).status()).isEqualTo(404);
    assertThat(admin.get(club.path("audit")).json().findValuesAsText("action"))
        .contains("inbox.replay-started", "inbox.replay-completed");
  }

  @Test
  void whatGoesToAHeldConnectionWaitsAndAReplayIsStopped() {
    admin.post(club.path("connections/" + connection.path("id") + "/hold"), "");
    dead(150);
    Answer begun = admin.post(club.path("outbox/replays"), "{\"filter\": {\"kind\": \"lead\"}}");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> admin.get(begun.header("Location")).json().path("done").asInt() == 100);

    Answer stopped = admin.delete(begun.header("Location"));

    assertThat(stopped.status()).isEqualTo(200);
    assertThat(stopped.text("state")).isEqualTo("STOPPED");
    assertThat(admin.get(club.path("connections/" + connection.path("id"))).text("health.queue"))
        .isEqualTo("100");
  }

  @Test
  void mistakesInAReplayAreNamed() {
    assertProblem(admin.post(club.path("outbox/replays"), "{\"cap\": 0}"), "cap");
    assertProblem(
        admin.post(club.path("outbox/replays"), "{\"filter\": {\"state\": \"WAITING\"}}"),
        "filter.state");
    assertProblem(
        admin.post(club.path("outbox/replays"), "{\"filter\": {\"state\": \"DELIVERED\"}}"),
        "again");
    assertProblem(
        admin.post(club.path("inbox/replays"), "{\"filter\": {\"from\": \"yesterday\"}}"),
        "filter.from");
    assertThat(nobody.post(club.path("inbox/replays"), "{}", session("RECEPTION")).status())
        .isEqualTo(403);
  }

  @Test
  void aClubKeepsBodiesAsLongAsItSays() {
    assertThat(admin.get(club.path("retention")).text("bodyDays")).isEqualTo("30");
    assertThat(admin.put(club.path("retention"), "{\"bodyDays\": 7}").text("bodyDays"))
        .isEqualTo("7");
    assertProblem(admin.put(club.path("retention"), "{\"bodyDays\": 366}"), "bodyDays");
    assertProblem(admin.put(club.path("retention"), "{}"), "bodyDays");
  }

  private static void assertProblem(Answer answer, String field) {
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo(field);
  }

  private int found(String box, String query) {
    Answer answer = admin.get(club.path(box + "?" + query));
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    return answer.json().path("items").size();
  }

  private String[] session(String role) {
    return session(role, null);
  }

  private String[] session(String role, @Nullable Long employee) {
    Answer login =
        admin.post(
            "/api/test-login",
            "{\"name\": \"anna@club.ru\", \"club\": %d, \"role\": \"%s\", \"employeeId\": %d}"
                .formatted(club.id(), role, employee));
    return new String[] {
      "Cookie", login.header("Set-Cookie").split(";", 2)[0], "X-CSRF-TOKEN", login.text("csrf")
    };
  }

  private void dead(int count) {
    insert(
        """
        insert into outbox_message (connection_id, kind, source, source_id, repeatable, lease, phone, state,
                                    good_for, good_until, created_at, body)
        select %s, 'lead', 'test', n::text, true, interval '1 minute', '%s', 'REJECTED', interval '1 day', now(),
               now() - interval '1 hour', '{"name": "Анна", "apiToken": "s3cret"}'
          from generate_series(1, %d) n"""
            .formatted(connection.path("id"), phone, count));
  }

  private void text() {
    insert(
        """
        insert into message (direction, purpose, state, channel, address, text, created_at)
        values ('OUTGOING', 'SERVICE', 'DELIVERED', 'SMS', '%s', 'Ждём вас', now())"""
            .formatted(phone));
  }

  private void insert(String sql) {
    HubUnderTest.shared()
        .get(ClubGate.class)
        .runInClub(
            club.clubId(), () -> HubUnderTest.shared().get(JdbcClient.class).sql(sql).update());
  }

  private void push(String body, String... headers) {
    Answer pushed = nobody.post(connection.path("inUrl").asText(), body, headers);
    assertThat(pushed.status()).isLessThan(500);
  }

  private String packet() {
    return """
    {"clients": [{"ref": "c-1", "version": 1, "name": "Анна", "phones": ["%s"]}],
     "contracts": [{"ref": "k-1", "version": 1, "clientRef": "c-1", "kind": "MEMBERSHIP", "term": "FIXED_TERM",
                    "title": "Годовой", "status": "ACTIVE", "startsOn": "2026-01-01", "endsOn": "2027-01-01"}]}"""
        .formatted(phone);
  }

  private static String plus(String number) {
    return number.replace("+", "%2B");
  }
}
