package ru.fitcrm.hub.config.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.HubUnderTest;
import ru.fitcrm.hub.config.testing.PlayedMail;
import ru.fitcrm.hub.config.testing.TestClub;
import ru.fitcrm.hub.core.access.UserAccounts;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.Role;
import ru.fitcrm.hub.core.message.MailLicences;

/**
 * Duplicates, overdue cards, retention and licences, asked for by the API, what Prometheus sees of
 * them, and letters as a mail server takes them.
 */
class NightJobsWholeWayTest {

  private final TestClub club = TestClub.make();
  private final ApiCaller admin = club.admin();
  private final String today = LocalDate.now(Clock.systemUTC()).toString();

  @Test
  void twoWithOneAddressAreToldOfAndSeenByPrometheus() {
    String person = "{\"name\": \"%s\", \"phones\": [\"%s\"], \"email\": \"%s\"}";
    long kept =
        admin
            .post(club.path("clients"), person.formatted("Анна", "+79165550101", "anna@example.ru"))
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

  /** How many days are left, and what a letter says of it; nothing where none is due yet. */
  @Test
  void aLicencesLetterArrivesFromThePlatformInItsReadersLanguage() throws Exception {
    Map<Integer, List<String>> says =
        Map.of(
            31, List.of(),
            30, List.of("скоро закончится", "it ends soon"),
            7, List.of("скоро закончится", "it ends soon"),
            0,
                List.of(
                    "закончилась, идёт льготный период", "it has ended, three days are forgiven"),
            -3, List.of("закончилась, данные можно только", "it has ended, data can only be read"),
            -14, List.of("закончилась, доступ закрыт", "it has ended, access is closed"));
    LocalDate date = LocalDate.now(ZoneId.of("Europe/Moscow"));
    Map<String, String> expected = new TreeMap<>();
    List<String> clubs = new ArrayList<>();
    says.forEach(
        (left, words) -> {
          TestClub one = TestClub.make();
          clubs.add(one.slug());
          String until = date.plusDays(left).format(DateTimeFormatter.ofPattern("dd.MM.yyyy"));
          String russian = administrator(one, "ru");
          String english = administrator(one, "en");
          if (!words.isEmpty()) {
            expected.put(russian, "клуба «Клуб» до %s: %s".formatted(until, words.getFirst()));
            expected.put(english, "of Клуб until %s: %s".formatted(until, words.getLast()));
          }
          endsOn(one, date.plusDays(left));
        });
    Queue<MimeMessage> letters = new ConcurrentLinkedQueue<>();
    try (PlayedMail mail = new PlayedMail(letter -> taken(letter, letters))) {
      long connection = platformsMail(mail);
      assertThat(run("licences", date.toString(), clubs).path("made").asInt()).isEqualTo(5);
      int unused = club.hub().get(MailLicences.class).mail();

      await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(() -> assertThat(texts(letters, clubs)).hasSize(expected.size()));
      assertThat(run("licences", date.toString(), clubs).path("made").asInt()).isZero();
      assertThat(admin.delete("clubs/platform/connections/" + connection).status()).isEqualTo(204);
    }
    Map<String, String> texts = texts(letters, clubs);
    assertThat(texts.keySet()).isEqualTo(expected.keySet());
    expected.forEach((to, text) -> assertThat(texts.get(to)).as(to).contains(text));
  }

  /** One that reads that language, and their address. */
  private static String administrator(TestClub of, String language) {
    String email = language + "@" + of.slug() + ".test";
    UserAccounts accounts = of.hub().get(UserAccounts.class);
    of.hub()
        .get(ClubGate.class)
        .inClub(of.clubId(), () -> accounts.add(email, "none", Role.CLUB_ADMIN, null));
    accounts.useLanguage(accounts.find(email).orElseThrow().id(), language);
    return email;
  }

  private void endsOn(TestClub of, LocalDate day) {
    Answer answer = admin.put(of.path("licence"), "{\"validUntil\": \"%s\"}".formatted(day));
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
  }

  /** Quiet all day: a letter to a club wakes nobody. */
  private long platformsMail(PlayedMail mail) {
    Answer hours =
        admin.put(
            "clubs/platform/message-hours",
            "{\"quietFrom\": \"12:00\", \"quietUntil\": \"11:59\"}");
    assertThat(hours.status()).as(hours.raw().body()).isEqualTo(200);
    Answer connection = admin.post("clubs/platform/connections", mail.connection());
    assertThat(connection.status()).as(connection.raw().body()).isEqualTo(201);
    return connection.id();
  }

  private static String taken(String letter, Queue<MimeMessage> letters) {
    try {
      letters.add(
          new MimeMessage(
              Session.getInstance(new Properties()),
              new ByteArrayInputStream(letter.getBytes(StandardCharsets.UTF_8))));
      return "250 taken";
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Subject and text of what came for these clubs, by address; each came once. */
  private static Map<String, String> texts(Queue<MimeMessage> letters, List<String> clubs)
      throws IOException, MessagingException {
    Map<String, String> texts = new TreeMap<>();
    for (MimeMessage letter : letters) {
      String to = letter.getAllRecipients()[0].toString();
      if (clubs.stream().anyMatch(slug -> to.endsWith("@" + slug + ".test"))) {
        String again = texts.put(to, letter.getSubject() + "\n" + letter.getContent());
        assertThat(again).as("a second letter to %s", to).isNull();
      }
    }
    return texts;
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
    return run(job, today, List.of(club.slug()));
  }

  private JsonNode run(String job, String date, List<String> clubs) {
    Answer asked =
        admin.post(
            "jobs/" + job + "/runs",
            "{\"businessDate\": \"%s\", \"clubs\": [\"%s\"]}"
                .formatted(date, String.join("\", \"", clubs)));
    assertThat(asked.status()).as(asked.raw().body()).isEqualTo(202);
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> admin.get("jobs/" + job + "/runs/" + asked.id()).json(),
            run -> !run.path("status").asText().equals("RUNNING"));
  }
}
