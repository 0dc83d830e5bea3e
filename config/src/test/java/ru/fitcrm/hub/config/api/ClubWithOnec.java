package ru.fitcrm.hub.config.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.TestClub;
import ru.fitcrm.hub.sandbox.onec.SandboxOnec;

/** A club of one test's own with a 1C of its own. */
final class ClubWithOnec implements AutoCloseable {

  static final Duration LONG = Duration.ofSeconds(40);

  final TestClub club = TestClub.make();
  final ApiCaller admin = club.admin();
  final SandboxOnec onec;
  private final long connection;

  /**
   * @param pageSize rows asked for at once
   */
  ClubWithOnec(long clients, int pageSize) {
    onec = SandboxOnec.start(SandboxOnec.settings().clients(clients));
    Answer made =
        admin.post(
            club.path("connections"),
            """
            {"kind": "onec-soap", "name": "1С", "enabled": true,
             "settings": {"baseUrl": "%s", "username": "Хаб", "password": "пароль", "pageSize": %d,
                          "timeoutSeconds": 10, "follow": {"everyMinutes": 60, "fullEveryDays": 0}}}"""
                .formatted(onec.soapUrl(), pageSize));
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
    connection = made.id();
  }

  long connection() {
    return connection;
  }

  JsonNode health() {
    return admin.get(club.path("connections/" + connection)).json().path("health");
  }

  void awaitHealth(String status) {
    await().atMost(LONG).until(() -> health().path("status").asText().equals(status));
  }

  Answer ask(String mode) {
    return admin.post(
        club.path("connections/" + connection + "/sync"), "{\"mode\": \"%s\"}".formatted(mode));
  }

  /** Asks for a run and waits for its end. */
  JsonNode sync(String mode) {
    Answer asked = ask(mode);
    assertThat(asked.status()).as(asked.json().toString()).isEqualTo(202);
    return awaitEnd(asked.id());
  }

  JsonNode run(long id) {
    return admin.get(club.path("sync-runs/" + id)).json();
  }

  JsonNode awaitEnd(long id) {
    await().atMost(LONG).until(() -> !run(id).path("state").asText().equals("RUNNING"));
    return run(id);
  }

  JsonNode awaitRun(long id, Predicate<JsonNode> wanted) {
    await().atMost(LONG).until(() -> wanted.test(run(id)));
    return run(id);
  }

  /** Waits until everything was read for the first time, which begins by itself. */
  JsonNode awaitFirstLoad() {
    await().atMost(LONG).until(() -> full("COMPLETED").size() == 1);
    // What follows at once: the changes since.
    await()
        .atMost(LONG)
        .until(
            () ->
                items("sync-runs?connection=" + connection).stream()
                    .anyMatch(run -> is(run, "CHANGES", "COMPLETED")));
    return full("COMPLETED").get(0);
  }

  private List<JsonNode> full(String state) {
    return items("sync-runs?connection=" + connection).stream()
        .filter(run -> is(run, "FULL", state))
        .toList();
  }

  private static boolean is(JsonNode run, String mode, String state) {
    return run.path("mode").asText().equals(mode) && run.path("state").asText().equals(state);
  }

  List<JsonNode> items(String path) {
    List<JsonNode> all = new ArrayList<>();
    String cursor = "";
    do {
      String address = path + (path.contains("?") ? "&" : "?") + "limit=500" + cursor;
      JsonNode page = admin.get(club.path(address)).json();
      page.path("items").forEach(all::add);
      cursor = page.path("next").isTextual() ? "&cursor=" + page.path("next").asText() : "";
    } while (!cursor.isEmpty());
    return all;
  }

  List<String> eventTypes() {
    return items("events").stream().map(event -> event.path("type").asText()).toList();
  }

  JsonNode clientWithNumber(String phone) {
    List<JsonNode> found = items("clients?phone=" + phone.replace("+", "%2B"));
    assertThat(found).as("people with " + phone).hasSize(1);
    return found.get(0);
  }

  @Override
  public void close() {
    Answer now = admin.get(club.path("connections/" + connection));
    admin.delete(
        club.path("connections/" + connection),
        "If-Match",
        "\"" + now.json().path("version").asText() + "\"");
    onec.close();
  }
}
