package ru.fitcrm.hub.config.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.svix.Webhook;
import com.svix.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.HubUnderTest;
import ru.fitcrm.hub.config.testing.TestClub;
import ru.fitcrm.hub.config.webhook.Receiver.Got;

/** From an event of the journal to a receiver's socket. */
class WebhooksWholeWayTest {

  private final ClubWithWebhooks club = new ClubWithWebhooks();
  private final Receiver receiver = new Receiver();

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void anEventArrivesInItsShapeAndSvixVerifiesItsSignature() throws Exception {
    Answer made = club.endpoint(receiver.url(), ", \"eventTypes\": [\"task.created\"]");
    long client = club.person();
    long card = club.card(client);

    Got got = awaitGot(1).getFirst();

    new Webhook(made.text("secret")).verify(got.body(), headers(got));
    JsonNode body = got.json();
    assertThat(body.path("type").asText()).isEqualTo("task.created");
    assertThat(body.path("subject").path("id").asLong()).isEqualTo(card);
    assertThat(body.path("data").path("clientId").asLong()).isEqualTo(client);
    assertThat(body.path("timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    JsonNode event =
        club.events().stream()
            .filter(one -> one.path("type").asText().equals("task.created"))
            .findFirst()
            .orElseThrow();
    assertThat(body.path("id")).isEqualTo(event.path("id"));
    assertThat(body.path("key")).isEqualTo(event.path("key"));
    assertThat(got.id()).isEqualTo("evt_" + event.path("id").asLong());
    assertThatThrownBy(
            () -> new Webhook(made.text("secret")).verify(got.body() + " ", headers(got)))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void filtersAreExactOrPrefixesAndEmptyIsEverything() {
    long exact = club.endpoint(receiver.url(), ", \"eventTypes\": [\"task.created\"]").id();
    long prefix = club.endpoint(receiver.url(), ", \"eventTypes\": [\"task.*\"]").id();
    long all = club.endpoint(receiver.url(), "").id();
    long card = club.card(club.person());
    club.change(card, "Позвонить завтра");

    Set<String> told = types(club.events());
    assertThat(told).contains("task.created").hasSizeGreaterThan(1);
    await()
        .atMost(ClubWithWebhooks.SOON)
        .until(() -> club.deliveries(all).size() == club.events().size());
    assertThat(deliveredTypes(exact)).containsOnly("task.created");
    assertThat(deliveredTypes(prefix)).isNotEmpty().allMatch(type -> type.startsWith("task."));
    assertThat(deliveredTypes(all)).isEqualTo(told);
  }

  @Test
  void theIdStaysOverRetriesAndResendsAndEveryAttemptIsInTheLog() {
    long id = club.endpoint(receiver.url(), ", \"eventTypes\": [\"task.created\"]").id();
    receiver.answer(500);
    club.card(club.person());
    awaitGot(1);
    receiver.answer(200);
    List<Got> got = awaitGot(2);
    awaitState(id, "DELIVERED");
    long delivery = club.deliveries(id).getFirst().path("id").asLong();

    Answer again = club.post("/" + id + "/deliveries/" + delivery + "/resend", "");
    assertThat(again.status()).isEqualTo(200);

    List<Got> all = awaitGot(3);
    assertThat(all.stream().map(Got::id).distinct()).hasSize(1);
    assertThat(all.stream().map(Got::body).distinct()).hasSize(1);
    assertThat(Long.parseLong(got.get(1).timestamp()))
        .isGreaterThan(Long.parseLong(got.get(0).timestamp()));
    awaitState(id, "DELIVERED");
    JsonNode log = club.get("/" + id + "/deliveries/" + delivery).json();
    assertThat(log.path("attempts").findValuesAsText("outcome"))
        .containsExactly("RETRY", "DELIVERED", "REPLAYED", "DELIVERED");
    assertThat(log.at("/attempts/0/response/status").asInt()).isEqualTo(500);
    assertThat(log.at("/attempts/0/response/body").asText()).isEqualTo("answer 500");
    assertThat(log.at("/attempts/1/request/headers/webhook-id").asText())
        .isEqualTo(got.getFirst().id());
    assertThat(log.toString()).doesNotContain("whsec_");
  }

  @Test
  void aReceiverThatIsGoneIsSwitchedOffAndTheClubIsTold() {
    long id = club.endpoint(receiver.url(), ", \"eventTypes\": [\"task.created\"]").id();
    receiver.answer(410);
    club.card(club.person());

    JsonNode off = club.awaitEndpoint(id, one -> !one.path("enabled").asBoolean(true));
    assertThat(off.path("offBecause").asText()).isEqualTo("GONE");
    assertThat(off.path("state").asText()).isEqualTo("OFF");
    assertThat(codes("connection.down")).containsExactly("endpoint-gone");
  }

  @Test
  void anEndpointThatFailsForFiveDaysIsSwitchedOffAndTheClubIsTold() {
    long id = club.endpoint(receiver.url(), ", \"eventTypes\": [\"task.created\"]").id();
    receiver.answer(500);
    club.card(club.person());
    club.awaitEndpoint(id, one -> one.path("failingSince").isTextual());
    club.sql(
        "update webhook_endpoint set failing_since = now() - interval '5 days 1 minute', last_failure_at = now() - interval '1 hour'");
    club.card(club.person());

    JsonNode off = club.awaitEndpoint(id, one -> !one.path("enabled").asBoolean(true));
    assertThat(off.path("offBecause").asText()).isEqualTo("FAILING");
    assertThat(codes("connection.down")).containsExactly("endpoint-failing");

    // Switched on again it has its days anew, and what waited goes out.
    receiver.answer(200);
    club.club()
        .admin()
        .put(club.path("/" + id), "{\"enabled\": true, \"url\": \"%s\"}".formatted(receiver.url()));
    club.post("/" + id + "/recover", "{\"since\": \"2020-01-01T00:00:00Z\"}");
    JsonNode on = club.awaitEndpoint(id, one -> one.path("failingSince").isNull());
    assertThat(on.path("enabled").asBoolean()).isTrue();
    assertThat(on.path("offBecause").isNull()).isTrue();
  }

  @Test
  void whileASecretIsReplacedBothVerifyFromTheAnswerOn() throws Exception {
    Answer made = club.endpoint(receiver.url(), ", \"eventTypes\": [\"task.created\"]");
    club.card(club.person());
    assertThat(awaitGot(1).getFirst().signature()).doesNotContain(" ");

    Answer rotated = club.post("/" + made.id() + "/rotate", "");
    assertThat(rotated.text("secret")).startsWith("whsec_").isNotEqualTo(made.text("secret"));
    assertThat(rotated.json().path("oldSecretsUntil")).hasSize(1);
    club.card(club.person());

    Got both = awaitGot(2).getLast();
    assertThat(both.signature().split(" ")).hasSize(2).allMatch(one -> one.startsWith("v1,"));
    new Webhook(made.text("secret")).verify(both.body(), headers(both));
    new Webhook(rotated.text("secret")).verify(both.body(), headers(both));

    Answer third = club.post("/" + made.id() + "/rotate", "");
    club.card(club.person());
    assertThat(awaitGot(3).getLast().signature().split(" ")).hasSize(3);
    assertThat(third.json().path("oldSecretsUntil")).hasSize(2);
  }

  @Test
  void aSecretReplacedWithoutGraceSignsNothingAnyMore() throws Exception {
    Answer made = club.endpoint(receiver.url(), ", \"eventTypes\": [\"task.created\"]");
    club.card(club.person());
    var unused = awaitGot(1);

    Answer now = club.post("/" + made.id() + "/rotate", "{\"graceHours\": 0}");
    club.card(club.person());

    Got one = awaitGot(2).getLast();
    new Webhook(now.text("secret")).verify(one.body(), headers(one));
    assertThatThrownBy(() -> new Webhook(made.text("secret")).verify(one.body(), headers(one)))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void everythingSinceAMomentIsRecoveredOnceUnderTheSameIds() {
    long before = club.card(club.person());
    long id = club.endpoint(receiver.url(), ", \"eventTypes\": [\"task.created\"]").id();
    String since = "{\"since\": \"2020-01-01T00:00:00Z\"}";

    Answer first = club.post("/" + id + "/recover", since);
    assertThat(first.status()).isEqualTo(202);
    assertThat(first.json().path("missing").asInt()).isEqualTo(1);
    awaitState(id, "DELIVERED");
    assertThat(receiver.all().getFirst().json().at("/subject/id").asLong()).isEqualTo(before);

    Answer second = club.post("/" + id + "/recover", since);
    assertThat(second.json().path("missing").asInt()).isZero();
    assertThat(second.json().path("again").asInt()).isZero();

    club.sql("update outbox_message set state = 'REJECTED', settled_at = now()");
    assertThat(club.post("/" + id + "/recover", since).json().path("again").asInt()).isEqualTo(1);
    assertThat(awaitGot(2).stream().map(Got::id).distinct()).hasSize(1);
    assertThat(club.deliveries(id)).hasSize(1);
    assertThat(club.post("/" + id + "/recover", "{}").text("field")).isEqualTo("since");
  }

  @Test
  void aDeadEndpointCostsNoAttemptsAndGetsEverythingWhenItIsBack() {
    int port = receiver.port();
    receiver.close();
    long id =
        club.endpoint("http://127.0.0.1:" + port + "/hook", ", \"eventTypes\": [\"task.created\"]")
            .id();
    for (int i = 0; i < 5; i++) {
      long unused = club.card(club.person());
    }
    await()
        .atMost(ClubWithWebhooks.SOON)
        .until(() -> club.deliveries(id).stream().anyMatch(one -> one.path("attempts").size() > 1));
    assertThat(club.deliveries(id)).hasSize(5).allMatch(this::waitsWithoutAttempts);

    try (Receiver back = new Receiver(port)) {
      await().atMost(ClubWithWebhooks.SOON).until(() -> back.all().size() == 5);
      assertThat(back.all().stream().map(Got::id).distinct()).hasSize(5);
    }
  }

  private boolean waitsWithoutAttempts(JsonNode delivery) {
    return delivery.path("state").asText().matches("WAITING|CLAIMED")
        && delivery.path("attempts").findValuesAsText("outcome").stream()
            .allMatch("CONNECTION_DOWN"::equals);
  }

  @Test
  void anOrderedEndpointHearsOfOneThingInItsOrder() {
    var unused = club.endpoint(receiver.url(), ", \"eventTypes\": [\"task.*\"], \"ordered\": true");
    receiver.answer(500);
    long card = club.card(club.person());
    awaitGot(1);
    club.change(card, "Первое");
    club.change(card, "Второе");
    receiver.answer(200);

    await()
        .atMost(ClubWithWebhooks.SOON)
        .until(() -> receiver.all().stream().map(Got::id).distinct().count() >= 3);
    List<Long> ids =
        receiver.all().stream()
            .filter(got -> got.json().at("/subject/id").asLong() == card)
            .map(got -> got.json().path("id").asLong())
            .toList();
    assertThat(ids).isSorted();
  }

  @Test
  void aHeldEndpointWaitsAndGoesOnWhenReleased() {
    long id = club.endpoint(receiver.url(), ", \"eventTypes\": [\"task.created\"]").id();
    assertThat(club.post("/" + id + "/hold", "").json().path("held").asBoolean()).isTrue();
    club.card(club.person());
    JsonNode held = club.awaitEndpoint(id, one -> one.path("queue").asInt() == 1);
    assertThat(held.path("oldestAt").isTextual()).isTrue();
    assertThat(receiver.all()).isEmpty();

    club.post("/" + id + "/release", "");
    awaitGot(1);
  }

  @Test
  void anEndpointOfABranchHearsOfItsBranchAlone() {
    long north =
        club.club().admin().post(club.club().path("branches"), "{\"name\": \"Север\"}").id();
    long id = club.endpoint(receiver.url(), ", \"branchId\": " + north).id();
    long all = club.endpoint(receiver.url(), "").id();
    club.person();

    await().atMost(ClubWithWebhooks.SOON).until(() -> !club.deliveries(all).isEmpty());
    assertThat(club.deliveries(id)).isEmpty();
  }

  @Test
  void aRuleNamesTheEndpointThatHearsOfAnEventByItsCondition() {
    long id = club.endpoint(receiver.url(), ", \"onlyByRules\": true").id();
    String rule =
        """
        {"name": "В CRM", "eventType": "task.created", "condition": "$.reason != \\"x\\"",
         "action": "WEBHOOK", "settings": {"endpoints": [%d]}}""";
    assertThat(club.club().admin().post(club.club().path("rules"), rule.formatted(id)).status())
        .isEqualTo(201);
    Answer wrong = club.club().admin().post(club.club().path("rules"), rule.formatted(999_999));
    assertThat(wrong.text("field")).isEqualTo("settings.endpoints");

    club.card(club.person());

    assertThat(awaitGot(1).getFirst().type()).isEqualTo("task.created");
    assertThat(deliveredTypes(id)).containsOnly("task.created");
  }

  @Test
  void theTestGoesTheWayOfProductionAndShowsTheAnswer() throws Exception {
    Answer made = club.endpoint(receiver.url(), ", \"enabled\": false");
    Answer test = club.post("/" + made.id() + "/test", "");
    assertThat(test.json().path("ok").asBoolean()).as(test.json().toString()).isTrue();
    assertThat(test.json().path("steps").findValuesAsText("answer"))
        .contains("127.0.0.1", "HTTP 200 answer 200");
    Got got = receiver.all().getFirst();
    assertThat(got.type()).isEqualTo("webhook.test");
    new Webhook(made.text("secret")).verify(got.body(), headers(got));
    JsonNode logged = club.deliveries(made.id()).getFirst();
    assertThat(logged.path("eventType").asText()).isEqualTo("webhook.test");
    assertThat(logged.path("state").asText()).isEqualTo("DELIVERED");
    assertThat(logged.path("webhookId").asText()).isEqualTo(got.id());
    assertThat(logged.path("body").toString()).isEqualTo(got.body());
    assertThat(logged.at("/attempts/0/response/body").asText()).isEqualTo("answer 200");

    receiver.answer(302, "Location", receiver.url());
    Answer moved = club.post("/" + made.id() + "/test", "");
    assertThat(moved.json().path("ok").asBoolean()).isFalse();
    assertThat(moved.text("steps.1.hint")).isEqualTo("webhook-out.redirect");
    assertThat(receiver.all()).hasSize(2);
    assertThat(club.deliveries(made.id()).getFirst().path("code").asText()).isEqualTo("redirect");
    String all = "{\"since\": \"2020-01-01T00:00:00Z\"}";
    assertThat(club.post("/" + made.id() + "/recover", all).json().path("again").asInt()).isZero();
  }

  @Test
  void aTestSentAgainIsTheSameBytesUnderTheSameId() {
    long id = club.endpoint(receiver.url(), ", \"eventTypes\": [\"task.created\"]").id();
    club.post("/" + id + "/test", "");
    long delivery = club.deliveries(id).getFirst().path("id").asLong();
    club.post("/" + id + "/deliveries/" + delivery + "/resend", "");

    List<Got> both = awaitGot(2);
    assertThat(both.stream().map(Got::id).distinct()).hasSize(1);
    assertThat(both.stream().map(Got::body).distinct()).hasSize(1);
  }

  @Test
  void theSecretIsShownOnceAndStaysWhenLeftOut() throws Exception {
    Answer made = club.endpoint(receiver.url(), ", \"eventTypes\": [\"task.created\"]");
    long id = made.id();
    assertThat(club.get("/" + id).json().toString()).doesNotContain("whsec_");
    assertThat(club.get("").json().toString()).doesNotContain("whsec_");
    Answer changed =
        club.club()
            .admin()
            .put(
                club.path("/" + id),
                "{\"url\": \"%s\", \"eventTypes\": [\"task.*\"]}".formatted(receiver.url()));
    assertThat(changed.status()).as(changed.json().toString()).isEqualTo(200);
    assertThat(changed.json().path("eventTypes").get(0).asText()).isEqualTo("task.*");
    club.card(club.person());

    Got got = awaitGot(1).getFirst();
    assertThatCode(() -> new Webhook(made.text("secret")).verify(got.body(), headers(got)))
        .doesNotThrowAnyException();
    assertThat(club.club().admin().delete(club.path("/" + id)).status()).isEqualTo(204);
    assertThat(club.get("/" + id).status()).isEqualTo(404);
  }

  @Test
  void whatCannotWorkNamesItsFieldAndTheFix() {
    for (String inner :
        List.of("http://10.0.0.1/", "http://169.254.169.254/latest", "https://[fd00:ec2::254]/")) {
      assertThat(refused("{\"url\": \"" + inner + "\"}")).isEqualTo("url webhook.url-inner");
    }
    assertThat(refused("{\"url\": \"https://a:b@example.org/\"}"))
        .isEqualTo("url webhook.url-password");
    assertThat(refused("{\"url\": \"ftp://example.org/\"}")).isEqualTo("url webhook.url");
    assertThat(refused("{}")).isEqualTo("url required");
    assertThat(
            refused("{\"url\": \"%s\", \"eventTypes\": [\"tusks.*\"]}".formatted(receiver.url())))
        .isEqualTo("eventTypes[0] webhook.type");
    assertThat(refused("{\"url\": \"%s\", \"secret\": \"short\"}".formatted(receiver.url())))
        .isEqualTo("secret webhook.secret-wrong");
    assertThat(refused("{\"url\": \"%s\", \"timeoutSeconds\": 99}".formatted(receiver.url())))
        .isEqualTo("timeoutSeconds field.range");
  }

  @Test
  void anotherClubsEndpointIsNotThere() {
    long id = club.endpoint(receiver.url(), "").id();
    TestClub other = TestClub.make();
    assertThat(HubUnderTest.shared().admin().get(other.path("webhook-endpoints/" + id)).status())
        .isEqualTo(404);
    assertThat(
            HubUnderTest.shared()
                .admin()
                .post(other.path("webhook-endpoints/" + id + "/rotate"), "")
                .status())
        .isEqualTo(404);
  }

  private String refused(String body) {
    Answer answer = club.post("", body);
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(400);
    return answer.text("field") + " " + answer.text("code");
  }

  private List<Got> awaitGot(int count) {
    return await().atMost(ClubWithWebhooks.SOON).until(receiver::all, all -> all.size() >= count);
  }

  private void awaitState(long endpoint, String state) {
    await()
        .atMost(ClubWithWebhooks.SOON)
        .until(
            () ->
                club.deliveries(endpoint).stream()
                    .allMatch(one -> one.path("state").asText().equals(state)));
  }

  private Set<String> deliveredTypes(long endpoint) {
    Set<String> types = new HashSet<>();
    club.deliveries(endpoint).forEach(one -> types.add(one.path("eventType").asText()));
    return types;
  }

  private static Set<String> types(List<JsonNode> events) {
    Set<String> types = new HashSet<>();
    events.forEach(one -> types.add(one.path("type").asText()));
    return types;
  }

  private List<String> codes(String type) {
    return club.events().stream()
        .filter(one -> one.path("type").asText().equals(type))
        .map(one -> one.at("/data/code").asText())
        .toList();
  }

  private static HttpHeaders headers(Got got) {
    return HttpHeaders.of(
        Map.of(
            "webhook-id", List.of(got.id()),
            "webhook-timestamp", List.of(got.timestamp()),
            "webhook-signature", List.of(got.signature())),
        (name, value) -> true);
  }
}
