package ru.fitcrm.hub.config.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.TestClub;

/** Forms of sites and networks, through the public address to leads, requests and cards. */
class WebhooksInTest {

  private static final AtomicLong NUMBERS = new AtomicLong(9_167_200_000L);

  private final TestClub club = TestClub.make();
  private final ApiCaller admin = club.admin();
  private final String phone = "+7" + NUMBERS.incrementAndGet();
  private final String typed = phone.replace("+7", "8");

  @Test
  void aFormOfTildaBecomesALeadARequestAndACard() {
    Sender tilda = sender("{\"preset\": \"TILDA\"}");

    HttpResponse<String> answer =
        tilda.post(
            Sender.FORM,
            Sender.form(
                "Name",
                "Анна",
                "Phone",
                typed,
                "Email",
                "anna@example.com",
                "Comments",
                "Йога?",
                "tranid",
                "100:1",
                "formid",
                "form100",
                "utm_source",
                "yandex",
                "referer",
                "https://club.example/yoga?utm_campaign=may",
                "COOKIES",
                "_ym_uid=17; TILDAUTM=utm_source%3Dvk%7C%7C%7Cutm_medium%3Dcpc%7C%7C%7C; a=b"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("ok");
    JsonNode lead = awaitClient();
    assertThat(lead.path("kind").asText()).isEqualTo("LEAD");
    assertThat(lead.path("name").asText()).isEqualTo("Анна");
    assertThat(lead.path("source").asText()).isEqualTo("tilda");
    assertThat(cards()).containsExactly("Новая заявка");
    JsonNode request = requests(lead).get(0);
    assertThat(request.path("first").asBoolean()).isTrue();
    assertThat(request.path("utm").path("utm_source").asText()).isEqualTo("yandex");
    assertThat(request.path("utm").path("utm_campaign").asText()).isEqualTo("may");
    assertThat(request.path("utm").path("utm_medium").asText())
        .as("of the visitor's first page")
        .isEqualTo("cpc");
    assertThat(request.path("text").asText()).isEqualTo("Йога?");
    String number = lead.path("phones").get(0).path("number").asText();
    assertThat(items("inbox?phone=" + number.replace("+", "%2B"))).hasSize(1);
  }

  @Test
  void tildasProbeIsAnswered200AndIsNoForm() {
    Sender tilda = sender("{\"preset\": \"TILDA\", \"secret\": \"word\"}");

    HttpResponse<String> answer = tilda.post(Sender.FORM, "test=test");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(inbox()).isEmpty();
  }

  @Test
  void twentyIdenticalFormsAtOneInstantAreOneRequestAndTwentyRightAnswers() {
    Sender tilda = sender("{\"preset\": \"TILDA\"}");
    String form = Sender.form("Name", "Анна", "Phone", typed, "tranid", "100:20");

    List<HttpResponse<String>> answers = tilda.atOnce(20, Sender.FORM, form);

    assertThat(answers)
        .hasSize(20)
        .allSatisfy(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(200);
              assertThat(answer.body()).isEqualTo("ok");
            });
    assertThat(requests(awaitClient())).hasSize(1);
    assertThat(cards()).hasSize(1);
    assertThat(states()).containsOnlyOnce("APPLIED").filteredOn("DUPLICATE"::equals).hasSize(19);
  }

  @Test
  void theSecondFormOfAPersonIsARepeatedRequestOnTheSameCard() {
    Sender tilda = sender("{\"preset\": \"TILDA\"}");
    tilda.post(Sender.FORM, Sender.form("Phone", typed, "tranid", "1"));
    JsonNode lead = awaitClient();

    tilda.post(Sender.FORM, Sender.form("Phone", typed, "tranid", "2"));

    await().until(() -> requests(lead).size() == 2);
    assertThat(requests(lead))
        .extracting(one -> one.path("first").asBoolean())
        .containsOnlyOnce(true);
    assertThat(clients()).hasSize(1);
    assertThat(cards()).hasSize(1);
  }

  @Test
  void theListsOfContactForm7AreRead() {
    Sender site = sender("{\"preset\": \"CF7\"}");

    site.post(
        Sender.JSON,
        """
        {"your-name": "Пётр", "tel-619": "%s", "your-message": ["Бассейн", "Зал"]}"""
            .formatted(typed));

    JsonNode lead = awaitClient();
    assertThat(lead.path("name").asText()).isEqualTo("Пётр");
    assertThat(requests(lead).get(0).path("text").asText()).isEqualTo("Бассейн, Зал");
  }

  @Test
  void vkIsConfirmedWithItsStringAndItsLeadsAreAnsweredOk() {
    Sender vk =
        sender("{\"preset\": \"VK\", \"secret\": \"from-settings\", \"confirmation\": \"a1b2c3\"}");

    HttpResponse<String> confirmed =
        vk.post(Sender.JSON, "{\"type\": \"confirmation\", \"group_id\": 123456}");
    HttpResponse<String> taken = vk.post(Sender.JSON, vkLead("from-settings"));
    HttpResponse<String> again = vk.post(Sender.JSON, vkLead("from-settings"));
    HttpResponse<String> forged = vk.post(Sender.JSON, vkLead("guessed"));
    HttpResponse<String> other =
        vk.post(
            Sender.JSON,
            "{\"type\": \"message_new\", \"event_id\": \"z\", \"secret\": \"from-settings\"}");

    assertThat(confirmed.body()).isEqualTo("a1b2c3");
    assertThat(List.of(taken.body(), again.body(), other.body())).containsOnly("ok");
    assertThat(forged.statusCode()).isEqualTo(403);
    JsonNode lead = awaitClient();
    assertThat(lead.path("name").asText()).isEqualTo("Анна Серова");
    assertThat(requests(lead)).hasSize(1);
  }

  @Test
  void yandexFormsAreAnsweredInJsonRpc() {
    Sender yandex = sender("{\"preset\": \"YANDEX_FORMS\", \"secret\": \"word\"}");

    HttpResponse<String> answer =
        yandex.post(
            Sender.JSON,
            """
            {"jsonrpc": "2.0", "method": "form", "params": {"name": "Ольга", "phone": "%s"}, "id": 7}"""
                .formatted(typed),
            "X-Secret",
            "word");

    assertThat(answer.body()).contains("\"result\":\"ok\"").contains("\"id\":7");
    assertThat(awaitClient().path("name").asText()).isEqualTo("Ольга");
  }

  @Test
  void aFormWithoutAPhoneIsRejectedWithAReasonAndReplayedOnceTheMappingIsCorrected() {
    JsonNode connection = connect("{}");
    Sender site = new Sender(connection.path("inUrl").asText());
    site.post(Sender.JSON, "{\"who\": \"Анна\", \"kontakt\": {\"nomer\": \"" + typed + "\"}}");
    await().until(() -> states().contains("REJECTED"));
    JsonNode row = inbox().get(0);
    assertThat(row.path("reasonCode").asText()).isEqualTo("phone.missing");

    Answer preview =
        admin.post(
            club.path("connections/" + connection.path("id") + "/preview"),
            "{\"settings\": {\"mapping\": {\"phone\": [\"kontakt.nomer\"]}}}");
    assertThat(preview.json().path("phone").asText()).isEqualTo(phone);
    assertThat(preview.json().path("fields").path("who").asText()).isEqualTo("Анна");
    Answer saved =
        admin.put(
            club.path("connections/" + connection.path("id")),
            """
            {"name": "Сайт", "enabled": true,
             "settings": {"mapping": {"phone": ["kontakt.nomer"], "name": ["who"]}}}""");
    assertThat(saved.status()).isEqualTo(200);
    admin.post(club.path("inbox/" + row.path("id") + "/replay"), "{}");

    assertThat(awaitClient().path("name").asText()).isEqualTo("Анна");
  }

  @Test
  void badEmptyAndSeveralPhonesAreToldApart() {
    Sender site = sender("{}");
    site.post(Sender.JSON, "{\"phone\": \"12345\"}");
    site.post(Sender.JSON, "{\"phone\": \"\"}");
    site.post(Sender.JSON, "{\"phone\": \"" + typed + ", 89031234567\"}");
    site.post(Sender.JSON, "{\"phone\": ");

    await().until(() -> inbox().size() == 4 && !states().contains("RECEIVED"));
    assertThat(inbox())
        .extracting(row -> row.path("reasonCode").asText())
        .containsExactlyInAnyOrder(
            "phone.invalid", "phone.missing", "phone.several", "json.unreadable");
    assertThat(clients()).isEmpty();
  }

  @Test
  void theSameBytesWithinTheWindowAreTheSameForm() {
    Sender site = sender("{}");
    String body = "{\"phone\": \"" + typed + "\"}";

    List<HttpResponse<String>> answers = site.atOnce(20, Sender.JSON, body);

    assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
    assertThat(requests(awaitClient())).hasSize(1);
  }

  @Test
  void aStandardWebhookIsTakenByItsSignatureOnly() throws Exception {
    String key =
        Base64.getEncoder()
            .encodeToString("0123456789abcdef01234567".getBytes(StandardCharsets.UTF_8));
    Sender site = sender("{\"signing\": \"STANDARD_WEBHOOKS\", \"secret\": \"whsec_" + key + "\"}");
    String body = "{\"phone\": \"" + typed + "\"}";
    String now = String.valueOf(Instant.now().getEpochSecond());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
    String signature =
        "v1,"
            + Base64.getEncoder()
                .encodeToString(
                    mac.doFinal(("m1." + now + "." + body).getBytes(StandardCharsets.UTF_8)));

    HttpResponse<String> forged =
        site.post(
            Sender.JSON,
            body,
            "webhook-id",
            "m1",
            "webhook-timestamp",
            now,
            "webhook-signature",
            "v1,x");
    HttpResponse<String> signed =
        site.post(
            Sender.JSON,
            body,
            "webhook-id",
            "m1",
            "webhook-timestamp",
            now,
            "webhook-signature",
            "v1,old= " + signature);

    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(signed.statusCode()).isEqualTo(200);
    assertThat(requests(awaitClient())).hasSize(1);
  }

  @Test
  void whoIsTurnedAwayIsCountedOnTheConnectionsHealth() {
    JsonNode connection = connect("{\"secret\": \"word\"}");
    Sender site = new Sender(connection.path("inUrl").asText());

    HttpResponse<String> refused = site.post(Sender.JSON, "{\"phone\": \"" + typed + "\"}");

    assertThat(refused.statusCode()).isEqualTo(403);
    String path = club.path("connections/" + connection.path("id"));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> admin.get(path).json().path("health").path("refused").asLong() == 1);
    assertThat(admin.get(path).text("health.lastRefusedCode")).isEqualTo("secret.wrong");
    assertThat(inbox()).isEmpty();
  }

  @Test
  void headersInTheSitesOwnAlphabetKeepNoFormOut() throws IOException {
    JsonNode connection = connect("{}");
    String body = "{\"phone\": \"" + typed + "\"}";
    String request =
        """
        POST %s HTTP/1.1
        Host: localhost
        Content-Type: application/json
        Referer: https://клуб.рф/пробная-тренировка
        User-Agent: Робот Формы
        Content-Length: %d
        Connection: close

        %s"""
            .formatted(connection.path("inUrl").asText(), body.length(), body)
            .replace("\n", "\r\n");

    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), club.hub().port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 200");
    }

    assertThat(requests(awaitClient())).hasSize(1);
  }

  @Test
  void whatIsTooLargeOrUsesAWrongMethodOrTokenIsToldSo() {
    Sender site = sender("{}");

    HttpResponse<String> large = site.post(Sender.JSON, "x".repeat(1024 * 1024 + 1));
    HttpResponse<String> deleted = site.call("DELETE");
    HttpResponse<String> unknown = new Sender("/in/nobody").post(Sender.JSON, "{}");

    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(large.body()).contains("body.too-large");
    assertThat(deleted.statusCode()).isEqualTo(405);
    assertThat(unknown.statusCode()).isEqualTo(404);
  }

  private String vkLead(String secret) {
    return """
    {"type": "lead_forms_new", "object": {"lead_id": 1, "group_id": 123456, "form_id": 1, "form_name": "Заявка",
      "answers": [{"key": "first_name", "question": "Имя", "answer": "Анна"},
                  {"key": "last_name", "question": "Фамилия", "answer": "Серова"},
                  {"key": "phone_number", "question": "Телефон", "answer": "%s"}]},
     "group_id": 123456, "event_id": "0a1b2c", "secret": "%s"}"""
        .formatted(typed, secret);
  }

  private Sender sender(String settings) {
    return new Sender(connect(settings).path("inUrl").asText());
  }

  private JsonNode connect(String settings) {
    Answer made =
        admin.post(
            club.path("connections"),
            """
            {"kind": "webhook-in", "name": "Сайт", "enabled": true, "settings": %s}"""
                .formatted(settings));
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
    return made.json();
  }

  private JsonNode awaitClient() {
    await().atMost(Duration.ofSeconds(20)).until(() -> !clients().isEmpty());
    return clients().get(0);
  }

  private JsonNode clients() {
    return items("clients?phone=" + phone.replace("+", "%2B"));
  }

  private JsonNode requests(JsonNode client) {
    return items("requests?clientId=" + client.path("id"));
  }

  private List<String> cards() {
    return items("tasks").findValuesAsText("reason");
  }

  private JsonNode inbox() {
    return items("inbox");
  }

  private List<String> states() {
    return inbox().findValuesAsText("state");
  }

  private JsonNode items(String path) {
    return admin.get(club.path(path)).json().path("items");
  }
}
