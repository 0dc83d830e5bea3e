package ru.fitcrm.hub.config.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.HubUnderTest;
import ru.fitcrm.hub.config.testing.TestClub;

/** Duplicates, overdue cards and retention, asked for by the API, and what Prometheus sees. */
class NightJobsWholeWayTest {

  private final TestClub club = TestClub.make();
  private final ApiCaller admin = club.admin();
  private final String today = LocalDate.now(Clock.systemUTC()).toString();

  @Test
  void twoWithOneAddressAreToldOfAndSeenByPrometheus() {
    String person = "{\"name\": \"%s\", \"phones\": [\"%s\"], \"email\": \"%s\"}";
    long kept =
        admin
            .post(
                club.path("clients"),
                person.formatted("Анна Первая", "+79165550101", "anna@example.ru"))
            .id();
    Answer other =
        admin.post(
            club.path("clients"),
            person.formatted("Анна Вторая", "+79165550102", "Anna@Example.ru"));

    JsonNode run = run("duplicates");

    assertThat(run.path("found").asInt()).isEqualTo(1);
    JsonNode event =
        admin.get(club.path("events?type=client.duplicate")).json().path("items").get(0);
    assertThat(event.at("/data/clientId").asLong()).isEqualTo(kept);
    assertThat(event.at("/data/otherId").asLong()).isEqualTo(other.id());
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(meters())
                    .contains(
                        "fitcrm_job_found{job=\"duplicates\"} ",
                        "fitcrm_job_made{job=\"duplicates\"} ",
                        "fitcrm_job_failed_clubs{job=\"duplicates\"} 0.0",
                        "fitcrm_job_running{job=\"duplicates\"} ",
                        "fitcrm_job_last_duration_seconds{job=\"duplicates\"} ")
                    .containsPattern(
                        "fitcrm_job_last_success_timestamp_seconds\\{job=\"duplicates\"} 1\\.\\d+E9"));
  }

  @Test
  void overdueCardsAndRetentionAreJobsLikeTheOthers() {
    admin.post(
        club.path("tasks"),
        "{\"phone\": \"+79165550103\", \"reason\": \"Позвонить\", \"dueOn\": \"2020-01-01\"}");
    assertThat(run("overdue-digest").path("made").asInt()).isEqualTo(1);
    assertThat(
            admin
                .get(club.path("events?type=tasks.overdue"))
                .json()
                .at("/items/0/data/oldestDueOn")
                .asText())
        .isEqualTo("2020-01-01");
    assertThat(run("retention").path("status").asText()).isEqualTo("COMPLETED");
    assertThat(admin.get("jobs").json().path("items").findValuesAsText("job"))
        .containsAll(List.of("duplicates", "overdue-digest", "retention"));
  }

  @Test
  void termsAreTheClubsAndThePlatforms() {
    assertThat(admin.put(club.path("retention"), "{\"leadMonths\": 12}").text("leadMonths"))
        .isEqualTo("12");
    assertThat(admin.put(club.path("retention"), "{\"logDays\": 29}").text("field"))
        .isEqualTo("logDays");
    assertThat(admin.get("retention").text("eventMonths")).isEqualTo("36");
    assertThat(admin.put("retention", "{\"eventMonths\": 2}").text("field"))
        .isEqualTo("eventMonths");
    assertThat(admin.put("retention", "{\"batchDays\": 15}").text("batchDays")).isEqualTo("15");
    assertThat(admin.put("retention", "{\"batchDays\": 14}").text("eventMonths")).isEqualTo("36");
    String key = admin.post(club.path("api-keys"), "{\"name\": \"k\"}").text("key");
    assertThat(club.hub().with(key).get("retention").status()).isEqualTo(403);
  }

  private String meters() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(admin.uri("/actuator/prometheus"))
            .header("Authorization", "Bearer " + HubUnderTest.ADMIN_KEY)
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  /** Runs a job for this club and today, and waits for its end. */
  private JsonNode run(String job) {
    Answer asked =
        admin.post(
            "jobs/" + job + "/runs",
            "{\"businessDate\": \"%s\", \"clubs\": [\"%s\"]}".formatted(today, club.slug()));
    assertThat(asked.status()).as(asked.raw().body()).isEqualTo(202);
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> admin.get("jobs/" + job + "/runs/" + asked.id()).json(),
            run -> !run.path("status").asText().equals("RUNNING"));
  }
}
