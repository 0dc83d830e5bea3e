package ru.fitcrm.hub.config.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.HubUnderTest;
import ru.fitcrm.hub.config.testing.TestClub;
import ru.fitcrm.hub.config.testing.TestTexter;

/** From the API through outbox, route and socket to a gateway, and back by its address. */
class MessagesWholeWayTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final AtomicLong NUMBERS = new AtomicLong(9_166_000_000L);

  private final TestClub club = TestClub.make();
  private final ApiCaller admin = club.admin();
  private final ApiCaller outside = HubUnderTest.shared().with("");
  private final PlayedGateway gateway = new PlayedGateway();
  private final String phone = "+7" + NUMBERS.incrementAndGet();
  private final JsonNode sms = connect("SMS");

  @BeforeEach
  void neverQuiet() {
    Answer set =
        admin.put(
            club.path("message-hours"), "{\"quietFrom\": \"12:00\", \"quietUntil\": \"12:00\"}");
    assertThat(set.status()).isEqualTo(200);
    assertThat(set.json().path("adsPerWeek").asInt()).isEqualTo(3);
  }

  @AfterEach
  void close() {
    admin.delete(club.path("connections/" + sms.path("id").asLong()));
    gateway.close();
  }

  @Test
  void aMessageOfTheApiArrivesOnceAndItsReceiptsAreSeen() {
    String body =
        """
        {"phone": "%s", "text": "Ждём вас", "purpose": "SERVICE"}"""
            .formatted(phone);
    Answer made = admin.post(club.path("messages"), body, "Idempotency-Key", "m-" + phone);
    Answer again = admin.post(club.path("messages"), body, "Idempotency-Key", "m-" + phone);
    assertThat(made.status()).isEqualTo(201);
    assertThat(again.id()).isEqualTo(made.id());

    awaitState(made.id(), "ACCEPTED");
    assertThat(gateway.bodies())
        .singleElement()
        .satisfies(sent -> assertThat(sent).contains("Ждём вас").contains(phone));
    tell("[{\"receipt\": \"g-1\", \"stage\": \"READ\"}]");
    awaitState(made.id(), "READ");
    tell("[{\"receipt\": \"g-1\", \"stage\": \"DELIVERED\"}]");
    assertThat(message(made.id()).path("state").asText()).isEqualTo("READ");
  }

  @Test
  void aRefusalIsShownWithItsCode() {
    gateway.answer(400);
    Answer made =
        admin.post(club.path("messages"), "{\"phone\": \"" + phone + "\", \"text\": \"Ждём вас\"}");

    awaitState(made.id(), "REJECTED");
    assertThat(message(made.id()).path("code").asText()).isEqualTo("400");
  }

  @Test
  void whatAPersonWritesIsTheirHistoryAndCanBeAnsweredAndStopped() {
    tell("[{\"id\": \"i-1\", \"from\": \"" + phone + "\", \"text\": \"Есть места?\"}]");
    JsonNode lead = admin.get(club.path("clients?phone=" + escaped())).json().path("items").get(0);
    assertThat(lead.path("kind").asText()).isEqualTo("LEAD");
    JsonNode card = admin.get(club.path("tasks")).json().path("items").get(0);
    assertThat(card.path("reason").asText()).isEqualTo("Новое сообщение");

    long client = lead.path("id").asLong();
    Answer answer =
        admin.post(club.path("messages"), "{\"clientId\": " + client + ", \"text\": \"Да\"}");
    awaitState(answer.id(), "ACCEPTED");
    tell("[{\"id\": \"i-2\", \"from\": \"" + phone + "\", \"text\": \"СТОП\"}]");
    Answer ad =
        admin.post(
            club.path("messages"),
            "{\"clientId\": " + client + ", \"text\": \"Акция\", \"purpose\": \"AD\"}");
    awaitState(ad.id(), "REJECTED");

    JsonNode dialogue = admin.get(club.path("messages?clientId=" + client)).json().path("items");
    assertThat(dialogue.findValuesAsText("direction"))
        .containsExactly("OUTGOING", "INCOMING", "OUTGOING", "INCOMING");
    assertThat(message(ad.id()).path("code").asText()).isEqualTo("no-consent");
  }

  @Test
  void anInboundTextIsListedWithItsPersonAndSaysWhatFollowed() {
    tell("[{\"id\": \"i-3\", \"from\": \"" + phone + "\", \"text\": \"Есть места?\"}]");

    JsonNode row = inbox().path(0);
    JsonNode whole = admin.get(club.path("inbox/" + row.path("id"))).json();
    assertThat(row.path("state").asText()).isEqualTo("APPLIED");
    assertThat(whole.path("events").findValuesAsText("type")).contains("message.received");
    JsonNode heard = named(whole.path("events"), "message.received");
    JsonNode said = message(heard.path("subject").path("id").asLong());
    assertThat(said.path("text").asText()).isEqualTo("Есть места?");
    assertThat(said.path("direction").asText()).isEqualTo("INCOMING");
    assertThat(row.path("clientId").asLong()).isEqualTo(heard.path("clientId").asLong());
    assertThat(admin.get(club.path("inbox?clientId=" + row.path("clientId"))).json().at("/items"))
        .hasSize(1);
  }

  @Test
  void whatCannotBeReadIsRejectedWithAReason() {
    tell("nonsense");
    JsonNode row = inbox().path(0);
    assertThat(row.path("state").asText()).isEqualTo("REJECTED");
    assertThat(row.path("reasonCode").asText()).isEqualTo("json.unreadable");
  }

  @Test
  void aWrongWishNamesItsField() {
    assertThat(admin.post(club.path("messages"), "{\"text\": \"Да\"}").text("field"))
        .isEqualTo("phone");
    assertThat(admin.post(club.path("messages"), "{\"phone\": \"" + phone + "\"}").text("field"))
        .isEqualTo("text");
    assertThat(
            admin
                .post(
                    club.path("messages"),
                    "{\"phone\": \"" + phone + "\", \"text\": \"Да\", \"channel\": \"EMAIL\"}")
                .text("code"))
        .isEqualTo("message.no-way");
  }

  @Test
  void aConnectionThatIsSwitchedOffClosesItsChannel() {
    Answer made =
        admin.post(club.path("messages"), "{\"phone\": \"" + phone + "\", \"text\": \"Ждём вас\"}");
    awaitState(made.id(), "ACCEPTED");
    assertThat(TestTexter.open(gateway.baseUrl())).isEqualTo(1);

    admin.delete(club.path("connections/" + sms.path("id").asLong()));

    await().atMost(SOON).until(() -> TestTexter.open(gateway.baseUrl()) == 0);
  }

  private JsonNode connect(String channel) {
    Answer made =
        admin.post(
            club.path("connections"),
            """
            {"kind": "test-texts", "name": "СМС", "enabled": true,
             "settings": {"baseUrl": "%s", "channel": "%s"}}"""
                .formatted(gateway.baseUrl(), channel));
    assertThat(made.status()).isEqualTo(201);
    return made.json();
  }

  private void tell(String news) {
    assertThat(outside.post(sms.path("inUrl").asText(), news).status()).isEqualTo(200);
    await().atMost(SOON).until(() -> !inbox().findValuesAsText("state").contains("RECEIVED"));
  }

  private JsonNode inbox() {
    return admin.get(club.path("inbox")).json().path("items");
  }

  private static JsonNode named(JsonNode events, String type) {
    for (JsonNode event : events) {
      if (event.path("type").asText().equals(type)) {
        return event;
      }
    }
    throw new AssertionError("No event " + type);
  }

  private JsonNode message(long id) {
    return admin.get(club.path("messages/" + id)).json();
  }

  private void awaitState(long id, String state) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(message(id).path("state").asText()).isEqualTo(state));
  }

  private String escaped() {
    return phone.replace("+", "%2B");
  }
}
