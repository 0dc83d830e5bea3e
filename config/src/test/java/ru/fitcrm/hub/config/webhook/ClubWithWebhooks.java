package ru.fitcrm.hub.config.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.TestClub;

/** A club of a test's own that tells its events. */
final class ClubWithWebhooks {

  static final Duration SOON = Duration.ofSeconds(40);
  private static final AtomicLong NUMBERS = new AtomicLong(9_170_000_000L);

  private final TestClub club = TestClub.make();

  TestClub club() {
    return club;
  }

  /**
   * @param more fields of the request besides the address, beginning with a comma
   */
  Answer endpoint(String url, String more) {
    Answer made = club.admin().post(path(""), "{\"url\": \"%s\"%s}".formatted(url, more));
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
    return made;
  }

  String path(String below) {
    return club.path("webhook-endpoints" + below);
  }

  Answer get(String below) {
    return club.admin().get(path(below));
  }

  Answer post(String below, String body) {
    return club.admin().post(path(below), body);
  }

  /** Makes the events lead.created and its like; answers the client's id. */
  long person() {
    Answer made =
        club.admin()
            .post(
                club.path("clients"),
                "{\"name\": \"Анна\", \"phones\": [\"+7%d\"]}"
                    .formatted(NUMBERS.incrementAndGet()));
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
    return made.id();
  }

  /** A card of a person's, which is the event task.created. */
  long card(long client) {
    Answer made =
        club.admin()
            .post(
                club.path("tasks"),
                "{\"clientId\": %d, \"reason\": \"Позвонить\"}".formatted(client));
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
    return made.id();
  }

  void change(long card, String comment) {
    Answer changed =
        club.admin().patch(club.path("tasks/" + card), "{\"nextStep\": \"%s\"}".formatted(comment));
    assertThat(changed.status()).as(changed.json().toString()).isEqualTo(200);
  }

  List<JsonNode> deliveries(long endpoint) {
    List<JsonNode> all = new java.util.ArrayList<>();
    get("/" + endpoint + "/deliveries?limit=500").json().path("items").forEach(all::add);
    return all;
  }

  List<JsonNode> events() {
    List<JsonNode> all = new java.util.ArrayList<>();
    club.admin().get(club.path("events?limit=500")).json().path("items").forEach(all::add);
    return all;
  }

  JsonNode awaitEndpoint(long id, Predicate<JsonNode> wanted) {
    return await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> get("/" + id).json(), wanted);
  }

  void sql(String sql) {
    club.hub()
        .database()
        .gate()
        .inClub(
            club.clubId(),
            () -> JdbcClient.create(club.hub().database().dataSource()).sql(sql).update());
  }
}
