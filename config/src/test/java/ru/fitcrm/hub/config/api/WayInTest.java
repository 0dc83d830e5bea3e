package ru.fitcrm.hub.config.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.HubUnderTest;
import ru.fitcrm.hub.config.testing.TestClub;

/** Keys, sessions, rights, and what a mistaken request is told. */
class WayInTest {

  private final TestClub club = TestClub.make();
  private final ApiCaller admin = club.admin();
  private final ApiCaller nobody = new ApiCaller(club.hub().baseUrl(), null);

  @Test
  void withoutAKeyOrWithAWrongOneTheAnswerIs401() {
    for (Answer refused :
        new Answer[] {
          nobody.get("clubs"),
          nobody.post("clubs", "{}"),
          club.hub().with("wrong").get("clubs"),
          nobody.get("clubs", "Authorization", "Basic YTpi")
        }) {
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
      assertThat(refused.text("code")).isNotEmpty();
      assertThat(refused.header("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void aKeyMakesNoSession() {
    Answer answer = admin.get("clubs");
    assertThat(answer.header("Set-Cookie")).isEmpty();
  }

  @Test
  void aSessionReadsFreelyAndWritesWithThePagesToken() {
    Answer login = logIn("RECEPTION");
    String cookie = login.header("Set-Cookie").split(";", 2)[0];
    assertThat(cookie).isNotEmpty();
    assertThat(nobody.get("me", "Cookie", cookie).text("role")).isEqualTo("RECEPTION");
    String place = club.path("clients");
    Answer forged = nobody.post(place, "{\"name\": \"Х\"}", "Cookie", cookie);
    assertThat(forged.status()).isEqualTo(403);
    assertThat(forged.text("code")).isEqualTo("csrf.missing");
    Answer made =
        nobody.post(
            place, "{\"name\": \"Х\"}", "Cookie", cookie, "X-CSRF-TOKEN", login.text("csrf"));
    assertThat(made.status()).isEqualTo(201);
  }

  @Test
  void receptionWorksWithPeopleButChangesNoSettings() {
    Answer login = logIn("RECEPTION");
    String cookie = login.header("Set-Cookie").split(";", 2)[0];
    String[] session = {"Cookie", cookie, "X-CSRF-TOKEN", login.text("csrf")};
    assertThat(nobody.get(club.path("connections"), session).status()).isEqualTo(200);
    assertThat(
            nobody
                .post(club.path("ignored-numbers"), "{\"number\":\"89161234505\"}", session)
                .status())
        .isEqualTo(201);
    for (String settings :
        new String[] {"branches", "employees", "task-statuses", "connections", "api-keys"}) {
      Answer refused = nobody.post(club.path(settings), "{\"name\": \"Х\"}", session);
      assertThat(refused.status()).as(settings).isEqualTo(403);
      assertThat(refused.text("code")).isEqualTo("forbidden");
    }
    assertThat(nobody.get(club.path("api-keys"), session).status()).isEqualTo(403);
    TestClub other = TestClub.make();
    assertThat(nobody.post(other.path("branches"), "{}", session).status()).isEqualTo(404);
  }

  @Test
  void aDeactivatedClubIsClosedToAllButTheSuperadmin() {
    String key = admin.post(club.path("api-keys"), "{\"name\": \"k\"}").text("key");
    Answer login = logIn("CLUB_ADMIN");
    String cookie = login.header("Set-Cookie").split(";", 2)[0];
    assertThat(admin.put("clubs/" + club.id(), "{\"active\": false}").text("active"))
        .isEqualTo("false");
    assertThat(club.hub().with(key).get("me").status()).isEqualTo(401);
    assertThat(nobody.get(club.path("clients"), "Cookie", cookie).status()).isEqualTo(404);
    assertThat(admin.get(club.path("clients")).status()).isEqualTo(200);
  }

  @Test
  void healthAndTheDescriptionAreOpenAndMetersAreTheSuperadmins() {
    assertThat(nobody.get("/actuator/health/readiness").status()).isEqualTo(200);
    assertThat(nobody.get("/actuator/prometheus").status()).isEqualTo(401);
    String key = admin.post(club.path("api-keys"), "{\"name\": \"k\"}").text("key");
    assertThat(club.hub().with(key).get("/actuator/prometheus").status()).isEqualTo(403);
    Answer described = nobody.get("/v3/api-docs");
    assertThat(described.status()).isEqualTo(200);
    assertThat(described.json().path("paths").has("/api/v1/clubs/{club}/tasks/{id}")).isTrue();
    assertThat(described.json().at("/components/securitySchemes/apiKey/scheme").asText())
        .isEqualTo("bearer");
  }

  @Test
  void mistakesAreNamed() {
    String clients = club.path("clients");
    problem(admin.post(clients, "{\"nmae\": \"Х\"}"), 400, "nmae");
    problem(admin.post(clients, "{\"birthDate\": \"31.01.1990\"}"), 400, "birthDate");
    problem(admin.post(clients, "{\"branchId\": \"первый\"}"), 400, "branchId");
    problem(admin.post(clients, "{\"name\": {}}"), 400, "name");
    problem(admin.post(clients, "{\"phones\": {}}"), 400, "phones");
    problem(admin.post(clients, "{\"phones\": [\"89161234567\", \"7\"]}"), 400, "phones[1]");
    problem(admin.post(clients, "{\"phones\": [{\"nomer\": \"7\"}]}"), 400, "phones[0].nomer");
    problem(admin.post(clients, "{\"email\": \"нет\", \"name\": \"Х\"}"), 400, "email");
    problem(admin.post(clients, "{\"name\": \"\\u0000\"}"), 400, "");
    problem(admin.post(clients, "{\"name\": \n tru}"), 400, "");
    problem(admin.post(clients, ""), 400, "");
    problem(admin.get(clients + "?kind=WOLF"), 400, "kind");
    problem(admin.get(clients + "/abc"), 400, "id");
    problem(admin.get(club.path("tasks?column=SOON")), 400, "column");
    problem(admin.get(club.path("calls?from=yesterday")), 400, "from");
    problem(admin.delete(clients), 405, "");
    problem(admin.post(clients, "<x/>", "Content-Type", "text/xml"), 415, "");
    problem(admin.get("nothing-here"), 404, "");
    problem(admin.get(clients + "/999999"), 404, "");
    problem(admin.get(club.path("calls/stream"), "Last-Event-ID", "x"), 400, "Last-Event-ID");
    assertThat(admin.post(clients, "{\"name\": \n tru}").text("detail")).contains("line 2");
  }

  private static void problem(Answer answer, int status, String field) {
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.text("field")).as(answer.raw().body()).isEqualTo(field);
    assertThat(answer.text("code")).isNotEmpty();
    assertThat(answer.text("status")).isEqualTo("" + status);
    if (!field.isEmpty()) {
      assertThat(answer.text("errors.0.field")).isEqualTo(field);
    }
    assertThat(answer.raw().body()).doesNotContain("Exception").doesNotContain("\\tat ");
  }

  @Test
  void theFirstAdminIsThereOnce() {
    assertThat(admin.get("me").text("club.slug")).isEqualTo("platform");
    assertThat(admin.get("clubs/platform").text("name")).isEqualTo("Платформа");
    assertThat(HubUnderTest.ADMIN_KEY).isNotEmpty();
  }

  private Answer logIn(String role) {
    return admin.post(
        "/api/test-login",
        "{\"name\": \"anna@club.ru\", \"club\": %d, \"role\": \"%s\"}".formatted(club.id(), role));
  }
}
