package ru.fitcrm.hub.config.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.TestClub;

/** What a licence opens and closes for programs, and how it is renewed. */
class LicenceApiTest {

  private static final String PERSON = "{\"phones\": [{\"number\": \"%s\"}]}";

  private final TestClub club = TestClub.make();
  private final ApiCaller admin = club.admin();
  private final LocalDate today =
      LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneId.of("Europe/Moscow"));

  @Test
  void anEndedLicenceRefusesWritingThenReadingAndARenewalLiftsBothAtOnce() throws Exception {
    ApiCaller key =
        club.hub().with(admin.post(club.path("api-keys"), "{\"name\": \"к\"}").text("key"));
    String address =
        admin
            .post(
                club.path("connections"),
                """
                {"kind": "webhook-in", "name": "Сайт", "enabled": true, "settings": {"preset": "TILDA"}}""")
            .text("inUrl");

    assertThat(endsDaysAgo(2).text("state")).isEqualTo("GRACE");
    assertThat(key.post(club.path("clients"), PERSON.formatted("+79161234501")).status())
        .isEqualTo(201);

    assertThat(endsDaysAgo(3).text("state")).isEqualTo("READ_ONLY");
    for (ApiCaller one : new ApiCaller[] {key, admin}) {
      Answer refused = one.post(club.path("clients"), PERSON.formatted("+79161234502"));
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text("code")).isEqualTo("licence.read-only");
      assertThat(refused.text("state")).isEqualTo("READ_ONLY");
      assertThat(refused.text("validUntil")).isEqualTo(today.minusDays(3).toString());
      assertThat(one.put(club.path("message-hours"), "{}").text("code"))
          .isEqualTo("licence.read-only");
      assertThat(one.delete(club.path("connections/1")).text("code"))
          .isEqualTo("licence.read-only");
    }
    assertThat(key.get(club.path("clients")).json().path("items")).hasSize(1);
    assertThat(form(address, "+79161234503")).isEqualTo(200);
    await().until(() -> key.get(club.path("clients")).json().path("items").size() == 2);
    assertThat(key.get(club.path("tasks")).json().path("items")).isEmpty();

    assertThat(endsDaysAgo(14).text("state")).isEqualTo("BLOCKED");
    for (String part : new String[] {"clients", "calls/stream", "events", "inbox", "audit"}) {
      Answer refused = key.get(club.path(part));
      assertThat(refused.status()).as(part).isEqualTo(403);
      assertThat(refused.text("code")).isEqualTo("licence.blocked");
    }
    assertThat(admin.get(club.path("clients")).status()).as("the platform's key").isEqualTo(403);
    assertThat(key.get("clubs/" + club.slug()).status()).isEqualTo(403);
    assertThat(admin.get("clubs/" + club.slug()).status()).isEqualTo(200);
    assertThat(key.get(club.path("licence")).text("state")).isEqualTo("BLOCKED");
    assertThat(form(address, "+79161234504")).isEqualTo(200);
    assertThat(key.put(club.path("licence"), "{\"months\": 1}").status()).isEqualTo(403);

    Answer renewed = admin.put(club.path("licence"), "{\"months\": 3}");
    assertThat(renewed.text("validUntil")).isEqualTo(today.plusMonths(3).toString());
    assertThat(renewed.text("state")).isEqualTo("ACTIVE");
    await().until(() -> key.get(club.path("clients")).json().path("items").size() == 3);
    assertThat(key.get(club.path("tasks")).json().path("items")).as("history").isEmpty();
    assertThat(form(address, "+79161234505")).isEqualTo(200);
    await().until(() -> key.get(club.path("tasks")).json().path("items").size() == 1);
    assertThat(
            admin
                .get(club.path("audit"))
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("action").asText().equals("licence.updated")))
        .hasSize(4);
  }

  @Test
  void mistakesInARenewalAreNamed() {
    assertThat(admin.put(club.path("licence"), "{\"months\": 2}").text("field"))
        .isEqualTo("months");
    assertThat(admin.put(club.path("licence"), "{\"plan\": \"GOLD\"}").text("field"))
        .isEqualTo("plan");
    assertThat(admin.put(club.path("licence"), "{\"months\": 1}", "If-Match", "\"999\"").status())
        .isEqualTo(412);
    assertThat(admin.put("clubs/platform/licence", "{\"months\": 1}").text("code"))
        .isEqualTo("licence.platform");
  }

  @Test
  void anotherPlanLocksWhatItLeavesOutAndLimitsUsersAtOnce() {
    Answer phone =
        admin.post(
            club.path("connections"),
            """
            {"kind": "asterisk", "name": "АТС", "enabled": false,
             "settings": {"host": "127.0.0.1", "username": "u", "password": "p"}}""");
    assertThat(phone.status()).isEqualTo(201);

    Answer start = admin.put(club.path("licence"), "{\"plan\": \"START\"}");

    assertThat(start.text("limits.users")).isEqualTo("5");
    assertThat(start.json().path("modules")).isEmpty();
    assertThat(admin.get(club.path("connections/" + phone.id())).text("state")).isEqualTo("LOCKED");
    for (int i = 1; i <= 5; i++) {
      assertThat(employee(i).status()).isEqualTo(201);
    }
    Answer sixth = employee(6);
    assertThat(sixth.status()).isEqualTo(409);
    assertThat(sixth.text("code")).isEqualTo("licence.users");
    assertThat(sixth.text("detail")).contains("START").contains("5 users");
    assertThat(admin.get(club.path("licence")).text("usage.users")).isEqualTo("5");

    admin.put(club.path("licence"), "{\"plan\": \"STANDARD\"}");
    assertThat(employee(6).status()).isEqualTo(201);
    assertThat(admin.get(club.path("connections/" + phone.id())).text("state")).isEqualTo("OFF");
  }

  private Answer employee(int number) {
    return admin.post(
        club.path("employees"),
        "{\"name\": \"Сотрудник %d\", \"role\": \"TRAINER\"}".formatted(number));
  }

  private Answer endsDaysAgo(int days) {
    return admin.put(
        club.path("licence"), "{\"validUntil\": \"%s\"}".formatted(today.minusDays(days)));
  }

  private int form(String address, String phone) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(club.hub().baseUrl() + address))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "Phone=%s&tranid=%s".formatted(phone.replace("+", "%2B"), phone.substring(1))))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }
  }
}
