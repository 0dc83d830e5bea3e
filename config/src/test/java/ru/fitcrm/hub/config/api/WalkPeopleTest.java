package ru.fitcrm.hub.config.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.TestClub;
import ru.fitcrm.hub.sandbox.onec.SandboxOnec;
import ru.fitcrm.hub.sandbox.onec.base.Row;
import ru.fitcrm.hub.sandbox.onec.fitness.FitnessRoom;
import ru.fitcrm.hub.sandbox.onec.front.Fault;

/** A 1C:Fitness that lists nothing: people are read one by one, on demand and all in turn. */
class WalkPeopleTest {

  private static final int PEOPLE = 8;
  private static final ZoneId ZONE = ZoneId.of("Europe/Moscow");

  private final TestClub club = TestClub.make();
  private final ApiCaller admin = club.admin();
  private final SandboxOnec onec = SandboxOnec.start(SandboxOnec.settings().clients(PEOPLE));
  private long connection;

  @AfterEach
  void closeOnec() {
    save(false);
    onec.close();
  }

  @Test
  void aClientIsRefreshedOnDemandAndWhatChangedIsTold() {
    long client = add(0);
    Answer none = refresh(client);
    assertThat(none.status()).as("no connection that can").isEqualTo(409);
    connect();

    Answer first = refresh(client);

    assertThat(first.status()).as(first.json().toString()).isEqualTo(200);
    assertThat(first.json().path("found").asBoolean()).isTrue();
    assertThat(first.json().path("changed").asLong()).isPositive();
    assertThat(get("clients/" + client).path("kind").asText()).isEqualTo("CLIENT");
    assertThat(refresh(client).json().path("changed").asLong()).isZero();
    onec.base().rename(people().get(0).ref(), "Новая Фамилия");
    assertThat(refresh(client).json().path("changed").asLong()).isEqualTo(1);
    assertThat(get("clients/" + client).path("name").asText()).isEqualTo("Новая Фамилия");
    onec.down();
    assertThat(refresh(client).status()).isEqualTo(503);
    onec.up();
  }

  @Test
  void aWalkCutOffHalfwayGoesOnAfterTheLastOneAndBringsEverybody() {
    List<Long> ids = new ArrayList<>();
    for (int at = 0; at < PEOPLE; at++) {
      ids.add(add(at));
    }
    onec.faults().always("client", new Fault.Late(Duration.ofSeconds(1)));
    connect();
    Answer asked =
        admin.post(club.path("connections/" + connection + "/sync"), "{\"mode\": \"PEOPLE\"}");
    assertThat(asked.status()).as(asked.json().toString()).isEqualTo(202);
    long run = asked.id();
    await().atMost(ClubWithOnec.LONG).until(() -> run(run).path("pages").asInt() >= 2);
    save(false);
    await()
        .during(Duration.ofSeconds(1))
        .atMost(ClubWithOnec.LONG)
        .until(() -> run(run).path("pages").asInt() < PEOPLE);
    int before = onec.requests("client").size();
    assertThat(run(run).path("state").asText()).isEqualTo("RUNNING");
    int done = run(run).path("pages").asInt();
    onec.faults().clear();

    save(true);

    await()
        .atMost(ClubWithOnec.LONG)
        .until(() -> run(run).path("state").asText().equals("COMPLETED"));
    assertThat(run(run).path("total").asLong()).isEqualTo(PEOPLE);
    // Nobody who was written is read a second time.
    assertThat(onec.requests("client").size() - before).isLessThanOrEqualTo(PEOPLE - done);
    for (long id : ids) {
      assertThat(get("clients/" + id).path("kind").asText()).isEqualTo("CLIENT");
    }
  }

  @Test
  void whereOnlyPeopleCanBeReadASampleOfThemIsCompared() {
    for (int at = 0; at < PEOPLE; at++) {
      long unused = add(at);
    }
    connect();
    end(sync("PEOPLE"));
    onec.base().rename(people().get(2).ref(), "Тайно Другая");

    end(sync("COMPARE"));

    JsonNode rows = get("drift").path("items");
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).path("kind").asText()).isEqualTo("DIFFERS");
    Answer again = admin.post(club.path("drift/refetch"), "{}");
    assertThat(again.status()).isEqualTo(202);
    end(again);
    assertThat(get("drift").path("items")).isEmpty();
  }

  private Answer sync(String mode) {
    return admin.post(
        club.path("connections/" + connection + "/sync"), "{\"mode\": \"%s\"}".formatted(mode));
  }

  private void end(Answer asked) {
    assertThat(asked.status()).as(asked.json().toString()).isEqualTo(202);
    await()
        .atMost(ClubWithOnec.LONG)
        .until(() -> !run(asked.id()).path("state").asText().equals("RUNNING"));
    assertThat(run(asked.id()).path("state").asText())
        .as(run(asked.id()).toString())
        .isEqualTo("COMPLETED");
  }

  private List<Row.Client> people() {
    return onec.base().read(Row.Kind.CLIENT, 0, PEOPLE).stream()
        .map(Row.Client.class::cast)
        .toList();
  }

  private long add(int at) {
    Answer made =
        admin.post(
            club.path("clients"),
            "{\"phones\": [\"%s\"]}".formatted(people().get(at).phones().get(0)));
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
    return made.id();
  }

  private Answer refresh(long client) {
    return admin.post(club.path("clients/" + client + "/refresh"), "{}");
  }

  private JsonNode get(String path) {
    return admin.get(club.path(path)).json();
  }

  private JsonNode run(long id) {
    return get("sync-runs/" + id);
  }

  private void connect() {
    Answer made =
        admin.post(
            club.path("connections"),
            "{\"kind\": \"onec-fitness\", \"name\": \"1С\", \"enabled\": true, \"settings\": %s}"
                .formatted(settings()));
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
    connection = made.id();
  }

  private void save(boolean enabled) {
    if (connection == 0) {
      return;
    }
    Answer saved =
        admin.put(
            club.path("connections/" + connection),
            "{\"name\": \"1С\", \"enabled\": %s, \"settings\": %s}".formatted(enabled, settings()));
    assertThat(saved.status()).as(saved.json().toString()).isEqualTo(200);
  }

  private String settings() {
    return """
        {"baseUrl": "%s", "username": "Хаб", "password": "пароль", "apiKey": "%s", "tokenWay": "LOOKUP",
         "leadVia": "NONE", "timeoutSeconds": 10, "follow": {"nightFrom": "%s", "nightTo": "%s"}}"""
        .formatted(onec.apiUrl(), FitnessRoom.KEY, inHours(6), inHours(8));
  }

  /** A clock far from now, so that only what a test asks for is read. */
  private static String inHours(int hours) {
    return LocalTime.now(ZONE).plusHours(hours).truncatedTo(ChronoUnit.MINUTES).toString();
  }
}
