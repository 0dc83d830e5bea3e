package ru.fitcrm.hub.config.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.TestClub;

/** Clubs, branches, employees, statuses, connections, keys, licence, audit. */
class SettingsOfAClubTest {

  private final TestClub club = TestClub.make();
  private final ApiCaller api = club.admin();

  private String at(String path) {
    return club.path(path);
  }

  @Test
  void aClubIsFoundByIdAndSlugAndChangedByPut() {
    Answer bySlug = api.get("clubs/" + club.slug());
    assertThat(bySlug.id()).isEqualTo(club.id());
    assertThat(api.get("clubs/" + club.id()).text("slug")).isEqualTo(club.slug());
    Answer changed =
        api.put(
            "clubs/" + club.id(), "{\"name\": \"Новое имя\"}", "If-Match", bySlug.header("ETag"));
    assertThat(changed.text("name")).isEqualTo("Новое имя");
    assertThat(changed.text("slug")).isEqualTo(club.slug());
    assertThat(
            api.put("clubs/" + club.id(), "{\"name\": \"Х\"}", "If-Match", bySlug.header("ETag"))
                .status())
        .isEqualTo(412);
    assertThat(api.get("clubs?limit=500").json().findValuesAsText("slug")).contains(club.slug());
  }

  @Test
  void aClubIsMadeWithItsLicenceAndItsKindsAreLockedByIt() {
    Answer made =
        api.post(
            "clubs",
            """
            {"name": "Старт", "slug": "start-%d",
             "licence": {"plan": "START", "validUntil": "2099-01-31"}}"""
                .formatted(club.id()));
    assertThat(made.status()).isEqualTo(201);
    Answer licence = api.get("clubs/" + made.id() + "/licence");
    assertThat(licence.text("plan")).isEqualTo("START");
    assertThat(licence.text("validUntil")).isEqualTo("2099-01-31");
    assertThat(licence.text("state")).isEqualTo("ACTIVE");
    assertThat(licence.text("limits.users")).isEqualTo("5");
    assertThat(api.get(at("licence")).text("plan")).isEqualTo("PREMIUM");
    Answer twice = api.post("clubs", "{\"name\": \"Х\", \"slug\": \"" + club.slug() + "\"}");
    assertThat(twice.status()).isEqualTo(409);
    assertThat(api.post("clubs", "{\"name\": \"Х\", \"timezone\": \"Mars\"}").text("field"))
        .isEqualTo("timezone");
    assertThat(api.post("clubs", "{}").text("field")).isEqualTo("name");
    assertThat(api.post("clubs", "{\"name\":\"Х\",\"licence\":{\"plan\":\"GOLD\"}}").text("field"))
        .isEqualTo("licence.plan");
  }

  @Test
  void branchesAreAddedChangedListedAndRemoved() {
    Answer made = api.post(at("branches"), "{\"name\": \"Север\", \"address\": \"ул. 1\"}");
    assertThat(made.status()).isEqualTo(201);
    String place = at("branches/" + made.id());
    assertThat(api.put(place, "{\"name\": \"Юг\"}").text("name")).isEqualTo("Юг");
    assertThat(api.post(at("branches"), "{\"name\": \"Юг\"}").status()).isEqualTo(409);
    assertThat(api.get(at("branches")).text("items.0.name")).isEqualTo("Юг");
    assertThat(api.delete(place, "If-Match", "\"1\"").status()).isEqualTo(412);
    assertThat(api.delete(place, "If-Match", "\"2\"").status()).isEqualTo(204);
    assertThat(api.get(place).status()).isEqualTo(404);
    assertThat(api.delete(place).status()).isEqualTo(404);
  }

  @Test
  void employeesAndTheIdsTheyNameAreChecked() {
    Answer made =
        api.post(
            at("employees"),
            """
            {"name": "Ольга", "phone": "89161234500", "extension": "101", "role": "RECEPTION"}""");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text("phone")).isEqualTo("+79161234500");
    assertThat(api.post(at("employees"), "{\"name\": \"Я\", \"branchId\": 999999}").text("field"))
        .isEqualTo("branchId");
    assertThat(api.post(at("employees"), "{\"name\": \"Я\", \"role\": \"BOSS\"}").text("field"))
        .isEqualTo("role");
    assertThat(
            api.post(at("clients"), "{\"name\": \"Я\", \"responsibleId\": 999999}").text("field"))
        .isEqualTo("responsibleId");
    assertThat(
            api.post(at("tasks"), "{\"phone\": \"89161234501\", \"branchId\": 999999}")
                .text("code"))
        .isEqualTo("reference.unknown");
    assertThat(api.post(at("tasks"), "{\"clientId\": 999999}").text("field")).isEqualTo("clientId");
    assertThat(api.delete(at("employees/" + made.id())).status()).isEqualTo(204);
  }

  @Test
  void statusesKeepTheClubsOrderAndAUsedOneStays() {
    Answer made = api.post(at("task-statuses"), "{\"name\": \"Пробная\", \"order\": 0}");
    assertThat(made.text("final")).isEqualTo("false");
    assertThat(api.get(at("task-statuses")).text("items.0.name")).isEqualTo("Пробная");
    api.post(at("tasks"), "{\"phone\": \"89161234502\", \"status\": \"Пробная\"}");
    assertThat(api.delete(at("task-statuses/" + made.id())).status()).isEqualTo(409);
    assertThat(
            api.put(at("task-statuses/" + made.id()), "{\"name\": \"Конец\", \"final\": true}")
                .text("final"))
        .isEqualTo("true");
  }

  @Test
  void aConnectionKeepsItsSecretsAndNeverShowsThem() {
    Answer made =
        api.post(
            at("connections"),
            """
            {"kind": "test", "name": "АТС", "enabled": false,
             "settings": {"host": "pbx", "port": 5038, "password": "open", "trunks": ["provider"],
                          "cdr": {"jdbcUrl": "jdbc:x", "password": "cdr-secret"}}}""");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.raw().body()).doesNotContain("\"open\"").doesNotContain("cdr-secret");
    assertThat(made.text("settings.host")).isEqualTo("pbx");
    assertThat(made.json().at("/secrets/password/set").asBoolean()).isTrue();
    assertThat(made.json().path("secrets").path("cdr.password").path("set").asBoolean()).isTrue();
    assertThat(made.text("inUrl")).startsWith("/in/");
    assertThat(made.text("state")).isEqualTo("OFF");
    assertThat(made.text("health.status")).isEqualTo("UNKNOWN");

    String place = at("connections/" + made.id());
    assertThat(api.post(place + "/test", "").text("ok")).isEqualTo("true");
    Answer changed =
        api.put(
            place,
            """
            {"kind": "test", "name": "АТС", "enabled": false, "settings": {"host": "pbx2"}}""");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().at("/secrets/password/set").asBoolean()).isTrue();
    assertThat(changed.json().path("secrets").has("cdr.password")).isFalse();
    assertThat(api.post(place + "/test", "").text("ok")).isEqualTo("true");
    api.put(
        place,
        """
        {"name": "АТС", "settings": {"host": "pbx2", "password": "wrong"}}""");
    Answer refused = api.post(place + "/test", "");
    assertThat(refused.text("ok")).isEqualTo("false");
    assertThat(refused.text("steps.0.hint")).isEqualTo("test.password-wrong");

    assertThat(api.post(place + "/hold", "").text("held")).isEqualTo("true");
    assertThat(api.post(place + "/release", "").text("held")).isEqualTo("false");
    assertThat(api.get(at("connections")).raw().body()).doesNotContain("wrong");
    assertThat(api.delete(place).status()).isEqualTo(204);
  }

  @Test
  void wrongSettingsNameTheirField() {
    String with = "{\"kind\": \"test\", \"name\": \"X\", \"settings\": %s}";
    assertThat(post(with, "{\"host\": \"h\", \"password\": \"p\", \"port\": 0}"))
        .isEqualTo("settings.port");
    assertThat(
            api.post(
                    at("connections"),
                    with.formatted("{\"host\": \"h\", \"password\": \"p\", \"port\": 0}"))
                .text("detail"))
        .as("in English, as all details")
        .isEqualTo("settings.port must be greater than or equal to 1");
    assertThat(post(with, "{\"host\": \"h\", \"password\": \"p\", \"port\": \"x\"}"))
        .isEqualTo("settings.port");
    assertThat(post(with, "{\"host\": \"h\", \"password\": \"p\", \"hots\": 1}"))
        .isEqualTo("settings.hots");
    assertThat(post(with, "{\"password\": \"p\"}")).isEqualTo("settings.host");
    assertThat(post(with, "{\"host\": \"h\"}")).isEqualTo("settings.password");
    assertThat(post(with, "{\"host\": \"h\", \"password\": 5}")).isEqualTo("settings.password");
    assertThat(post(with, "{\"host\": \"h\", \"password\": \"p\", \"cdr\": {}}"))
        .isEqualTo("settings.cdr.jdbcUrl");
    assertThat(post(with, "[]")).isEqualTo("settings");
    assertThat(post("{\"kind\": \"fax\", \"name\": \"X\"}", "")).isEqualTo("kind");
  }

  @Test
  void anEndpointsSchemeIgnoresCase() {
    Answer made = api.post(at("webhook-endpoints"), "{\"url\": \"HTTPS://93.184.216.34/in\"}");
    assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
  }

  private String post(String body, String settings) {
    Answer answer = api.post(at("connections"), body.formatted(settings));
    assertThat(answer.status()).isEqualTo(400);
    return answer.text("field");
  }

  @Test
  void connectorKindsTellTheSchemaOfTheirSettings() {
    Answer kinds = api.get("connector-kinds");
    var test =
        java.util.stream.StreamSupport.stream(kinds.json().path("items").spliterator(), false)
            .filter(kind -> kind.path("kind").asText().equals("test"))
            .findFirst()
            .orElseThrow();
    assertThat(test.at("/schema/properties/port/type").asText()).isEqualTo("integer");
    assertThat(test.at("/schema/properties/port/maximum").asInt()).isEqualTo(65535);
    assertThat(test.at("/schema/properties/password/writeOnly").asBoolean()).isTrue();
    assertThat(test.at("/schema/properties/cdr/properties/jdbcUrl/type").asText())
        .isEqualTo("string");
    assertThat(test.at("/schema/required/0").asText()).isEqualTo("host");
  }

  @Test
  void aKeyOpensItsOwnClubOnlyUntilItIsRevoked() {
    Answer made = api.post(at("api-keys"), "{\"name\": \"сайт\"}");
    assertThat(made.status()).isEqualTo(201);
    ApiCaller key = club.hub().with(made.text("key"));
    assertThat(key.get("me").text("role")).isEqualTo("CLUB_ADMIN");
    assertThat(key.get("me").text("club.slug")).isEqualTo(club.slug());
    assertThat(key.get(at("clients")).status()).isEqualTo(200);
    assertThat(key.get("clubs").json().path("items")).hasSize(1);
    assertThat(key.post("clubs", "{\"name\": \"Ещё\"}").status()).isEqualTo(403);
    TestClub other = TestClub.make();
    assertThat(key.get(other.path("clients")).status()).isEqualTo(404);
    assertThat(key.get("clubs/" + other.id()).status()).isEqualTo(404);
    assertThat(key.get("clubs/no-such").status()).isEqualTo(404);
    long theirs = api.post(other.path("clients"), "{\"name\": \"Чужой\"}").id();
    assertThat(key.get(at("clients/" + theirs)).status()).isEqualTo(404);
    assertThat(key.patch(at("clients/" + theirs), "{\"name\": \"Мой\"}").status()).isEqualTo(404);
    assertThat(api.get(at("api-keys")).raw().body()).doesNotContain(made.text("key"));
    assertThat(api.delete(at("api-keys/" + made.id())).status()).isEqualTo(204);
    Answer refused = key.get("me");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void everyChangeOfSettingsIsInTheAudit() {
    api.post(at("branches"), "{\"name\": \"А\"}");
    api.post(
        at("connections"),
        "{\"kind\":\"test\",\"name\":\"X\",\"settings\":{\"host\":\"h\",\"password\":\"p\"}}");
    Answer audit = api.get(at("audit"));
    assertThat(audit.json().findValuesAsText("action"))
        .containsExactly("connection.added", "branch.added", "club.added");
    assertThat(audit.text("items.0.actor")).isEqualTo("key superadmin");
    assertThat(api.get("audit?limit=1").status()).isEqualTo(200);
  }

  @Test
  void anIgnoredNumberIsListedTracedAndRemoved() {
    Answer made =
        api.post(at("ignored-numbers"), "{\"number\": \"89161234503\", \"note\": \"банк\"}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text("number")).isEqualTo("+79161234503");
    api.post(at("tasks"), "{\"phone\": \"89161234503\"}");
    Answer trace = api.get(at("trace?phone=8-916-123-45-03"));
    assertThat(trace.json().findValuesAsText("kind"))
        .contains("ignored-number", "client", "task", "event");
    assertThat(api.delete(at("ignored-numbers/" + made.id())).status()).isEqualTo(204);
    assertThat(api.get(at("ignored-numbers")).json().path("items")).isEmpty();
    assertThat(api.get(at("trace")).text("field")).isEqualTo("phone");
  }

  @Test
  void eventsAndRulesAreListed() {
    api.post(at("tasks"), "{\"phone\": \"89161234504\"}");
    Answer events = api.get(at("events"));
    assertThat(events.json().findValuesAsText("key"))
        .anyMatch(key -> key.startsWith("lead.created:"));
    assertThat(events.text("items.0.subject.type")).isEqualTo("client");
    Answer after = api.get(at("events?after=" + events.text("items.0.id") + "&type=task.created"));
    assertThat(after.json().path("items")).hasSize(1);
    assertThat(api.get(at("rules")).text("items.0.eventType")).isEqualTo("call.ringing");
  }
}
