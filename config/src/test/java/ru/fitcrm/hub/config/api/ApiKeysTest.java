package ru.fitcrm.hub.config.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.TestClub;
import ru.fitcrm.hub.core.club.ClubGate;

/** Keys of a club: scopes, rotation, quotas, the licence. */
class ApiKeysTest {

  private final TestClub club = TestClub.make();
  private final ApiCaller admin = club.admin();

  @Test
  void aKeyWithScopesIsToldWhichOneItLacks() {
    ApiCaller key = key("{\"name\": \"сайт\", \"scopes\": [\"clients:read\", \"tasks:write\"]}");
    assertThat(key.get(club.path("clients")).status()).isEqualTo(200);
    assertThat(key.get(club.path("requests")).status()).isEqualTo(200);
    assertThat(key.get(club.path("tasks")).status()).as("who writes reads").isEqualTo(200);
    assertThat(key.get("me").status()).isEqualTo(200);

    lacks(key.post(club.path("clients"), "{\"name\": \"Анна\"}"), "clients:write");
    lacks(key.get(club.path("calls")), "calls:read");
    lacks(key.get(club.path("%6dessages")), "messages:read");
    lacks(key.get(club.path("events")), "journal:read");
    lacks(key.get("clubs/" + club.slug()), "settings:read");
    lacks(key.get("clubs"), "settings:read");
    lacks(key.get("audit"), "journal:read");
    lacks(key.get(club.path("api-keys")), "keys:read");
  }

  @Test
  void aKeyMakesNoKeyThatMayMoreThanItself() {
    ApiCaller key = key("{\"name\": \"к\", \"scopes\": [\"keys:write\", \"clients:read\"]}");
    lacks(key.post(club.path("api-keys"), "{\"name\": \"x\"}"), "clients:write");
    lacks(
        key.post(club.path("api-keys"), "{\"name\": \"x\", \"scopes\": [\"calls:read\"]}"),
        "calls:read");
    long wide = admin.post(club.path("api-keys"), "{\"name\": \"всё\"}").id();
    lacks(key.post(club.path("api-keys/" + wide + "/rotate"), "{}"), "clients:write");
    lacks(key.delete(club.path("api-keys/" + wide)), "clients:write");
    Answer narrow =
        key.post(club.path("api-keys"), "{\"name\": \"x\", \"scopes\": [\"clients:read\"]}");
    assertThat(narrow.status()).isEqualTo(201);
    assertThat(narrow.json().path("scopes").toString()).isEqualTo("[\"clients:read\"]");
  }

  @Test
  void aKeyGivesNeitherItselfNorAnotherMoreThanItHas() {
    String end = "2090-01-01T00:00:00Z";
    String mine =
        "{\"name\": \"к\", \"scopes\": [\"keys:write\"], \"ratePerMinute\": 120, \"expiresAt\": \"%s\"}"
            .formatted(end);
    Answer made = admin.post(club.path("api-keys"), mine);
    ApiCaller key = club.hub().with(made.text("key"));
    String self = club.path("api-keys/" + made.id());

    assertMore(key.patch(self, "{\"ratePerMinute\": 121}"), "ratePerMinute");
    assertThat(admin.get(self).text("ratePerMinute")).isEqualTo("120");
    assertMore(key.post(club.path("api-keys"), mine.replace("120", "600")), "ratePerMinute");
    assertMore(
        key.post(club.path("api-keys"), mine.replace(", \"expiresAt\": \"" + end + "\"", "")),
        "expiresAt");
    assertMore(key.post(club.path("api-keys"), mine.replace("2090", "2091")), "expiresAt");
    assertThat(key.patch(self, "{\"ratePerMinute\": 60}").status()).isEqualTo(200);
    assertThat(key.post(club.path("api-keys"), mine.replace("120", "60")).status()).isEqualTo(201);
    assertThat(key.get("nope").status()).as("what is not there").isEqualTo(404);
  }

  private static void assertMore(Answer answer, String field) {
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(403);
    assertThat(answer.text("code")).isEqualTo("key.more-than-own");
    assertThat(answer.text("field")).isEqualTo(field);
  }

  @Test
  void aRotatedKeyOpensTheSameDoorsForAWhile() {
    Answer first = admin.post(club.path("api-keys"), "{\"name\": \"к\"}");
    String rotate = club.path("api-keys/" + first.id() + "/rotate");
    Answer second = admin.post(rotate, "");
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.text("key")).startsWith("hub_").isNotEqualTo(first.text("key"));
    assertThat(second.text("formerGoodUntil")).isNotEmpty();
    assertThat(second.id()).isEqualTo(first.id());
    Answer third = admin.post(rotate, "{\"graceHours\": 1}");
    for (Answer words : List.of(first, second, third)) {
      assertThat(club.hub().with(words.text("key")).get("me").status()).isEqualTo(200);
    }

    expireFormer();
    assertThat(club.hub().with(first.text("key")).get("me").status()).isEqualTo(401);
    assertThat(club.hub().with(third.text("key")).get("me").status()).isEqualTo(200);

    Answer fourth = admin.post(rotate, "{\"graceHours\": 0}");
    assertThat(club.hub().with(third.text("key")).get("me").status()).isEqualTo(401);
    assertThat(admin.delete(club.path("api-keys/" + first.id())).status()).isEqualTo(204);
    assertThat(club.hub().with(fourth.text("key")).get("me").status()).isEqualTo(401);
    assertThat(admin.post(rotate, "{}").status()).isEqualTo(404);
    assertThat(admin.post(rotate, "{\"graceHours\": 721}").text("field")).isEqualTo("graceHours");
  }

  @Test
  void aKeyIsListedWithItsUseAndWithoutItsWords() {
    Answer made =
        admin.post(
            club.path("api-keys"),
            "{\"name\": \"к\", \"ratePerMinute\": 50, \"expiresAt\": \"2099-01-01T00:00:00Z\"}");
    Answer before = admin.get(club.path("api-keys/" + made.id()));
    assertThat(before.json().path("lastUsedAt").isNull()).isTrue();
    club.hub().with(made.text("key")).get("me");
    Answer after = admin.get(club.path("api-keys"));
    assertThat(after.text("items.0.lastUsedAt")).isNotEmpty();
    assertThat(after.text("items.0.ratePerMinute")).isEqualTo("50");
    assertThat(after.text("items.0.expiresAt")).startsWith("2099-01-01");
    assertThat(after.text("items.0.hint"))
        .isEqualTo(made.text("key").substring(made.text("key").length() - 4));
    assertThat(after.raw().body()).doesNotContain(made.text("key"));
  }

  @Test
  void anExpiredKeyOpensNothing() {
    Answer made = admin.post(club.path("api-keys"), "{\"name\": \"к\"}");
    update("update api_key set expires_at = now() - interval '1 second'");
    assertThat(club.hub().with(made.text("key")).get("me").status()).isEqualTo(401);
  }

  @Test
  void aKeyThatAsksTooOftenIsToldWhenToComeBack() {
    ApiCaller key = key("{\"name\": \"к\", \"ratePerMinute\": 3}");
    Answer first = key.get("me");
    assertThat(first.header("RateLimit-Policy")).isEqualTo("\"default\";q=3;w=60");
    assertThat(first.header("RateLimit")).startsWith("\"default\";r=2;t=");
    key.get("me");
    key.get("me");
    Answer refused = key.get("me");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
    assertThat(refused.text("code")).isEqualTo("rate.exceeded");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 20);
    assertThat(refused.header("RateLimit")).startsWith("\"default\";r=0;t=");
    assertThat(admin.get("me").status()).as("another key has a quota of its own").isEqualTo(200);
  }

  @Test
  void anotherRateCountsFromTheNextRequestOn() {
    Answer made = admin.post(club.path("api-keys"), "{\"name\": \"к\", \"ratePerMinute\": 1}");
    ApiCaller key = club.hub().with(made.text("key"));
    String at = club.path("api-keys/" + made.id());
    assertThat(key.get("me").status()).isEqualTo(200);
    assertThat(key.get("me").status()).isEqualTo(429);

    Answer changed = admin.patch(at, "{\"ratePerMinute\": 60000}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.text("name")).isEqualTo("к");
    Answer next = key.get("me");
    assertThat(next.header("RateLimit-Policy")).isEqualTo("\"default\";q=60000;w=60");
    assertThat(admin.patch(at, "{\"name\": \"сайт\"}").text("ratePerMinute")).isEqualTo("60000");
    assertThat(admin.patch(at, "{\"ratePerMinute\": 0}").text("field")).isEqualTo("ratePerMinute");
    assertThat(admin.patch(at, "{\"name\": \" \"}").text("field")).isEqualTo("name");
    assertThat(admin.patch(at, "{\"scopes\": []}").status()).isEqualTo(400);
    admin.delete(at);
    assertThat(admin.patch(at, "{\"ratePerMinute\": 5}").status()).isEqualTo(404);
  }

  @Test
  void mistakesInAKeyAreNamed() {
    String keys = club.path("api-keys");
    assertThat(admin.post(keys, "{\"name\": \"\"}").text("field")).isEqualTo("name");
    Answer unknown = admin.post(keys, "{\"name\": \"к\", \"scopes\": [\"clients\"]}");
    assertThat(unknown.text("field")).isEqualTo("scopes");
    assertThat(unknown.text("detail")).contains("clients:read");
    assertThat(admin.post(keys, "{\"name\": \"к\", \"scopes\": []}").text("code"))
        .isEqualTo("scope.none");
    assertThat(admin.post(keys, "{\"name\": \"к\", \"ratePerMinute\": 0}").text("field"))
        .isEqualTo("ratePerMinute");
    assertThat(
            admin
                .post(keys, "{\"name\": \"к\", \"expiresAt\": \"2020-01-01T00:00:00Z\"}")
                .text("field"))
        .isEqualTo("expiresAt");
  }

  @Test
  void aPlanWithoutTheApiLocksTheClubsKeys() {
    ApiCaller key = key("{\"name\": \"к\"}");
    assertThat(key.get("me").status()).isEqualTo(200);
    update("update licence set plan = 'START'");
    Answer locked = key.get("me");
    assertThat(locked.status()).isEqualTo(403);
    assertThat(locked.text("code")).isEqualTo("licence.module");
    assertThat(admin.post(club.path("api-keys"), "{\"name\": \"ещё\"}").status()).isEqualTo(409);
    assertThat(admin.get(club.path("clients")).status()).as("the platform's key").isEqualTo(200);
    update("update licence set plan = 'STANDARD'");
    assertThat(key.get("me").status()).isEqualTo(200);
  }

  @Test
  void aKeyForConnectionsPreviewsItsOwnBodiesAndNotReceivedOnes() {
    ApiCaller key = key("{\"name\": \"к\", \"scopes\": [\"connections:write\"]}");
    Answer made =
        key.post(
            club.path("connections"),
            "{\"kind\": \"webhook-in\", \"name\": \"Сайт\", \"enabled\": true, \"settings\": {}}");
    String preview = club.path("connections/" + made.id() + "/preview");

    assertThat(key.post(preview, "{\"body\": \"phone=89161234567\"}").text("phone"))
        .isEqualTo("+79161234567");
    lacks(key.post(preview, "{}"), "journal:read");
  }

  /** A part of the API nobody thought of is the settings' by accident: name it in AreaOfPath. */
  @Test
  void everyPartOfTheApiBelongsToAnAreaByName() {
    Set<String> nameless = new TreeSet<>();
    admin
        .get("/v3/api-docs")
        .json()
        .path("paths")
        .fieldNames()
        .forEachRemaining(
            path -> {
              String first = AreaOfPath.first(path);
              if (path.startsWith("/api/v1/") && AreaOfPath.area(first).isEmpty()) {
                nameless.add(first);
              }
            });
    assertThat(AreaOfPath.area("tasks")).isPresent();
    nameless.removeAll(Set.of("me", "connector-kinds", "demo"));
    assertThat(nameless).isEmpty();
  }

  private ApiCaller key(String wanted) {
    Answer made = admin.post(club.path("api-keys"), wanted);
    assertThat(made.status()).isEqualTo(201);
    return club.hub().with(made.text("key"));
  }

  private static void lacks(Answer answer, String scope) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.text("scope")).isEqualTo(scope);
    assertThat(answer.text("detail")).contains(scope);
  }

  private void expireFormer() {
    update("update api_key_before set good_until = now() - interval '1 second'");
  }

  private void update(String sql) {
    club.hub()
        .get(ClubGate.class)
        .runInClub(
            new ru.fitcrm.hub.core.club.ClubId(club.id()),
            () -> club.hub().get(JdbcClient.class).sql(sql).update());
  }
}
