package ru.fitcrm.hub.connectors.sms.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ru.fitcrm.hub.connectors.InRequest;
import ru.fitcrm.hub.connectors.MessageChannel;
import ru.fitcrm.hub.connectors.ReceivingConnector.Hearing;
import ru.fitcrm.hub.connectors.Reply;
import ru.fitcrm.hub.connectors.Traced;
import ru.fitcrm.hub.connectors.http.ReadForm;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.message.Channel;
import ru.fitcrm.hub.core.message.ChannelNews;
import ru.fitcrm.hub.core.message.ChannelNews.Stage;
import ru.fitcrm.hub.core.message.Purpose;
import ru.fitcrm.hub.core.message.TextToSend;
import ru.fitcrm.hub.core.outbox.Outcome;
import ru.fitcrm.hub.core.platform.InvalidInput;

class HttpSmsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String FORM = "application/x-www-form-urlencoded";

  private final WireMockServer gateway =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());
  private final HttpSmsConnector connector = new HttpSmsConnector(InstantSource.fixed(NOW));

  HttpSmsTest() {
    gateway.start();
  }

  @AfterEach
  void close() {
    gateway.stop();
  }

  private HttpSmsSettings settings(String more) {
    try {
      return new ObjectMapper()
          .readValue(
              """
              {"baseUrl": "%s", "username": "клуб", "password": "п&роль", "sender": "FITCLUB",
               "timeoutSeconds": 2, "receiptUrl": "https://hub.club.ru/in/T0KEN",
               "receiptSecret": "shared", %s}"""
                  .formatted(gateway.baseUrl(), more),
              HttpSmsSettings.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private HttpSmsSettings smsc() {
    return settings("\"preset\": \"SMSC\"");
  }

  private HttpSmsSettings kannel() {
    return settings("\"preset\": \"KANNEL\"");
  }

  private Outcome send(HttpSmsSettings settings, String text) {
    try (MessageChannel channel = connector.open(settings, (id, body) -> {})) {
      return channel.send(message(text));
    }
  }

  private static TextToSend message(String text) {
    return new TextToSend("3-17", Channel.SMS, "+79031112233", null, text, Purpose.SERVICE, null);
  }

  private void answers(int status, String body) {
    gateway.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
  }

  private LoggedRequest asked() {
    return gateway.getAllServeEvents().get(0).getRequest();
  }

  private static RawBody form(String text) {
    return new RawBody(FORM, text.getBytes(StandardCharsets.UTF_8));
  }

  private Hearing hear(HttpSmsSettings settings, RawBody body) {
    return connector.hear(settings, new InRequest(Map.of(), Map.of(), "", body));
  }

  // ---- smsc

  @Test
  void smscIsToldItsCharsetAndTheHubsOwnIdAndNoSecretInTheAddress() {
    answers(200, "{\"id\": \"3-17\", \"cnt\": 1}");
    assertThat(send(smsc(), "Привет & «ура» 😀")).isEqualTo(new Outcome.Accepted("3-17"));
    assertThat(asked().getUrl()).isEqualTo("/sys/send.php");
    assertThat(ReadForm.of(new RawBody(FORM, asked().getBody())))
        .containsEntry("charset", "utf-8")
        .containsEntry("login", "клуб")
        .containsEntry("psw", "п&роль")
        .containsEntry("mes", "Привет & «ура» 😀")
        .containsEntry("phones", "+79031112233")
        .containsEntry("id", "3-17")
        .doesNotContainKey("apikey");
  }

  @ParameterizedTest
  @CsvSource({
    "2, ConnectionDown", "3, ConnectionDown", "4, ConnectionDown", "6, Rejected",
    "7, Rejected", "8, Rejected", "9, RetryAt", "77, Rejected"
  })
  void smscSaysItsErrorsUnderStatus200(String code, String outcome) {
    answers(200, "{\"error\": \"something\", \"error_code\": " + code + ", \"id\": \"3-17\"}");
    assertThat(send(smsc(), "Привет").getClass().getSimpleName()).isEqualTo(outcome);
  }

  @Test
  void smscIsAskedByTheHubsOwnIdWhatBecameOfALostAnswer() {
    gateway.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    HttpSmsSettings settings = smsc();
    try (MessageChannel channel = connector.open(settings, (id, body) -> {})) {
      assertThat(channel.send(message("Привет"))).isInstanceOf(Outcome.Unknown.class);
      assertThat(gateway.getAllServeEvents()).hasSize(1);
      gateway.stubFor(any(urlPathEqualTo("/sys/status.php")).willReturn(okJson("{\"status\": 1}")));
      assertThat(channel.find(message("Привет")))
          .isEqualTo(new Traced.Told(new Outcome.Delivered()));
      gateway.stubFor(
          any(urlPathEqualTo("/sys/status.php")).willReturn(okJson("{\"status\": -3}")));
      gateway.stubFor(
          any(urlPathEqualTo("/sys/send.php")).willReturn(okJson("{\"id\": \"3-17\"}")));
      assertThat(channel.find(message("Привет"))).isEqualTo(new Traced.NeverGot());
      assertThat(channel.send(message("Привет")))
          .as("never got, so it is sent")
          .isEqualTo(new Outcome.Accepted("3-17"));
      gateway.stubFor(
          any(urlPathEqualTo("/sys/status.php"))
              .willReturn(okJson("{\"error\": \"no\", \"error_code\": 2}")));
      assertThat(told(channel)).isInstanceOf(Outcome.Unknown.class);
    }
  }

  private static Outcome told(MessageChannel channel) {
    return ((Traced.Told) channel.find(message("Привет"))).outcome();
  }

  @Test
  void aGatewayThatTellsNoStatusNowLeavesTheDoubt() {
    answers(502, "<html>");
    try (MessageChannel channel = connector.open(smsc(), (id, body) -> {})) {
      assertThat(channel.canBeAsked()).isTrue();
      assertThat(told(channel)).isInstanceOf(Outcome.RetryAt.class);
    }
    try (MessageChannel channel = connector.open(kannel(), (id, body) -> {})) {
      assertThat(channel.canBeAsked()).isFalse();
    }
  }

  @Test
  void aFileIsAnAddressInAnSms() {
    answers(200, "{\"id\": \"3-17\", \"cnt\": 1}");
    TextToSend.Media media =
        new TextToSend.Media(TextToSend.Media.Kind.DOCUMENT, "https://club.ru/1.pdf", null);
    try (MessageChannel channel = connector.open(smsc(), (id, body) -> {})) {
      channel.send(
          new TextToSend(
              "3-17", Channel.SMS, "+79031112233", null, "Договор", Purpose.SERVICE, null, media));
    }
    assertThat(ReadForm.of(new RawBody(FORM, asked().getBody())))
        .containsEntry("mes", "Договор\nhttps://club.ru/1.pdf");
  }

  @Test
  void aReceiptOfSmscMustBeSignedWithTheSharedSecret() {
    // sha1 of 3-17:79031112233:1:shared
    String signed =
        "id=3-17&phone=79031112233&status=1&err=0&ts=1795292579&sha1="
            + sha1("3-17:79031112233:1:shared");
    assertThat(hear(smsc(), form(signed))).isInstanceOf(Hearing.Keep.class);
    assertThat(connector.read(smsc(), form(signed)))
        .containsExactly(
            new ChannelNews.Receipt(
                "3-17", Stage.DELIVERED, Instant.ofEpochSecond(1795292579), null, null, true));
    assertThat(hear(smsc(), form(signed.replace("status=1", "status=20"))))
        .isInstanceOf(Hearing.Refuse.class);
    assertThat(connector.read(smsc(), form("id=3-17&status=20&err=241")))
        .containsExactly(
            new ChannelNews.Receipt(
                "3-17", Stage.FAILED, null, "241", "The gateway could not deliver it", true));
  }

  @Test
  void whatAPersonWritesComesThroughSmscUnsigned() {
    RawBody body = form("phone=79031112233&mes=%D0%A1%D0%A2%D0%9E%D0%9F&to=79990001122&sms_id=5");
    assertThat(hear(smsc(), body)).isInstanceOf(Hearing.Keep.class);
    assertThat(connector.read(smsc(), body))
        .containsExactly(
            new ChannelNews.Written("5", Channel.SMS, "79031112233", null, null, "СТОП", null));
    assertThat(hear(smsc(), form("id=3-17&phone=79031112233&status=1&mes=x")))
        .as("a receipt")
        .isInstanceOf(Hearing.Refuse.class);
  }

  private static String sha1(String text) {
    try {
      return java.util.HexFormat.of()
          .formatHex(
              java.security.MessageDigest.getInstance("SHA-1")
                  .digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  // ---- Kannel

  @Test
  void kannelIsToldThatCyrillicIsUnicodeElseItSendsQuestionMarks() {
    answers(202, "0: Accepted for delivery");
    assertThat(send(kannel(), "Привет, клуб")).isEqualTo(new Outcome.Accepted("3-17"));
    Map<String, String> query = ReadForm.of(form(asked().getUrl().replaceFirst(".*\\?", "")));
    assertThat(query)
        .containsEntry("coding", "2")
        .containsEntry("charset", "UTF-8")
        .containsEntry("text", "Привет, клуб")
        .containsEntry("dlr-mask", "31")
        .containsEntry("dlr-url", "https://hub.club.ru/in/T0KEN?ref=3-17&type=%d&ts=%T&to=%p");
    gateway.resetRequests();
    send(kannel(), "Code 1234 [ok] ~ €");
    assertThat(asked().getUrl()).as("Latin costs 160 letters, not 70").contains("coding=0");
  }

  @ParameterizedTest
  @CsvSource({
    "202, 3: Queued for later delivery, Accepted",
    "403, Authorization failed for sendsms, ConnectionDown",
    "400, Number(s) has/have been denied by white- and/or black-lists., Rejected",
    "503, Temporal failure, RetryAt",
    "500, oops, Unknown",
    "202, <html>proxy</html>, Unknown"
  })
  void kannelsAnswersAreJudgedByStatusAndWords(int status, String body, String outcome) {
    answers(status, body);
    assertThat(send(kannel(), "Привет").getClass().getSimpleName()).isEqualTo(outcome);
  }

  @Test
  void aMessageByGetWhoseAnswerIsLostGoesOutOnce() {
    gateway.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    assertThat(send(kannel(), "Привет")).isInstanceOf(Outcome.Unknown.class);
    assertThat(gateway.getAllServeEvents()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"1, DELIVERED", "2, FAILED", "4, ACCEPTED", "8, ACCEPTED", "16, FAILED"})
  void receiptsOfKannelComeByGet(int type, Stage stage) {
    RawBody body = form("ref=3-17&type=" + type + "&ts=1795292596&to=79031112233");
    assertThat(connector.hearsGet()).isTrue();
    assertThat(connector.read(kannel(), body))
        .singleElement()
        .hasFieldOrPropertyWithValue("stage", stage)
        .hasFieldOrPropertyWithValue("externalId", "3-17");
  }

  @Test
  void theSameReceiptRepeatedHasTheSameKey() {
    RawBody body = form("ref=3-17&type=1&ts=1795292596&to=79031112233");
    assertThat(hear(kannel(), body)).isEqualTo(hear(kannel(), body));
    assertThat(hear(kannel(), body))
        .isNotEqualTo(hear(kannel(), form("ref=3-17&type=8&ts=1795292596&to=79031112233")));
  }

  @Test
  void wordsWithoutAnIdAreTheSameForMinutesNotForEver() {
    RawBody body = form("from=%2B79031112233&to=FITCLUB&text=STOP");
    assertThat(hear(kannel(), body))
        .isInstanceOfSatisfying(Hearing.Keep.class, keep -> assertThat(keep.before()).isNotNull());
    assertThat(connector.read(kannel(), body))
        .singleElement()
        .hasFieldOrPropertyWithValue("externalId", "");
  }

  @Test
  void whatAPersonWritesComesThroughKannelWithAPlus() {
    RawBody body =
        form(
            "from=%2B79031112233&to=FITCLUB&text=%D0%A1%D0%A2%D0%9E%D0%9F&ts=1795292579&smsc=sim"
                + "&coding=0&charset=UTF-8&id=db015644");
    assertThat(connector.read(kannel(), body))
        .containsExactly(
            new ChannelNews.Written(
                "db015644",
                Channel.SMS,
                "+79031112233",
                null,
                null,
                "СТОП",
                Instant.ofEpochSecond(1795292579)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"89165100040", "9165100033", "00 7 916 510 00 34", "MTS", "BEELINE"})
  void whoWritesIsToldAsTheyCame(String from) {
    String encoded = URLEncoder.encode(from, StandardCharsets.UTF_8);
    assertThat(connector.read(kannel(), form("from=" + encoded + "&to=FITCLUB&text=Hi&id=1")))
        .containsExactly(new ChannelNews.Written("1", Channel.SMS, from, null, null, "Hi", null));
  }

  @Test
  void theTestOfKannelTellsAWrongPasswordFromAMissingNumber() {
    answers(403, "Authorization failed for sendsms");
    assertThat(connector.test(kannel()).ok()).isFalse();
    answers(400, "Missing receiver number, rejected");
    assertThat(connector.test(kannel()).ok()).isTrue();
  }

  // ---- any other

  private static final String OWN =
      """
      "apiKey": "КЛЮЧ",
      "send": {"path": "/v1/messages",
        "body": "{\\"to\\": \\"{phone}\\", \\"text\\": \\"{text}\\", \\"ref\\": \\"{id}\\"}",
        "headers": ["Authorization: Bearer {apiKey}"]},
      "answer": {"id": "/data/0/id", "error": "/error/code",
        "codes": ["NO_MONEY=DOWN", "BLOCKED=DO_NOT_WRITE"]},
      "receipt": {"items": "/events", "id": "/message/id", "status": "/state",
        "statuses": ["ok=DELIVERED", "*=FAILED"], "secretHeader": "X-Key",
        "signature": "/sign", "signedText": "{nonce}", "signedBy": "HMAC_SHA256",
        "reply": "{\\"code\\":0}"}""";

  @Test
  void aGatewayNobodyKnewIsDescribedByJson() {
    answers(200, "{\"data\": [{\"id\": 71}]}");
    assertThat(send(settings(OWN), "Скажите \"да\"\nили {нет}"))
        .isEqualTo(new Outcome.Accepted("71"));
    assertThat(asked().getBodyAsString())
        .isEqualTo(
            "{\"to\": \"79031112233\", \"text\": \"Скажите \\\"да\\\"\\nили {нет}\", \"ref\":"
                + " \"3-17\"}");
    answers(422, "{\"error\": {\"code\": \"BLOCKED\"}}");
    assertThat(send(settings(OWN), "x")).hasFieldOrPropertyWithValue("code", "do-not-write");
    answers(200, "{\"error\": {\"code\": \"NO_MONEY\"}}");
    assertThat(send(settings(OWN), "x")).isInstanceOf(Outcome.ConnectionDown.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/xml | <sms>{text}</sms> | <sms>Я &amp; &quot;ты&quot; &lt;3&#10;50%</sms>",
        "application/soap+xml; charset=utf-8 | <a t='{text}'/> | <a t='Я &amp; &quot;ты&quot; &lt;3&#10;50%'/>",
        "application/x-www-form-urlencoded | t={text} | t=%D0%AF%20%26%20%22%D1%82%D1%8B%22%20%3C3%0A50%25",
        "application/vnd.x+json | '{\"t\":\"{text}\"}' | '{\"t\":\"Я & \\\"ты\\\" <3\\n50%\"}'"
      })
  void aBodyIsEscapedAsItsTypeDemands(String type, String template, String body) {
    answers(200, "{}");
    String quoted = template.replace("\"", "\\\"");
    HttpSmsSettings settings =
        settings(
            "\"send\": {\"path\": \"/\", \"body\": \"%s\", \"contentType\": \"%s\"}"
                .formatted(quoted, type));
    send(settings, "Я & \"ты\" <3\n50%");
    assertThat(asked().getBodyAsString()).isEqualTo(body);
    assertThat(asked().getHeader("Content-Type")).isEqualTo(type);
  }

  @Test
  void plainWordsGoAsTheyAre() {
    answers(200, "{}");
    send(
        settings(
            """
            "send": {"path": "/", "body": "{phone}\\n{text}", "headers": ["content-type: text/plain"]}"""),
        "Я & \"ты\"");
    assertThat(asked().getBodyAsString()).isEqualTo("79031112233\nЯ & \"ты\"");
  }

  @Test
  void theGatewaysOwnPaceIsKept() {
    gateway.stubFor(
        any(anyUrl()).willReturn(aResponse().withStatus(429).withHeader("Retry-After", "30")));
    assertThat(send(settings(OWN), "x")).hasFieldOrPropertyWithValue("when", NOW.plusSeconds(30));
  }

  @Test
  void severalReceiptsInOneBodyAreAllReadAndAnsweredInTheGatewaysWay() {
    RawBody body =
        RawBody.json(
            """
            {"nonce": "n1", "events": [{"message": {"id": 71}, "state": "ok"},
              {"message": {"id": 72}, "state": "gone"}]}""");
    assertThat(connector.read(settings(OWN), body))
        .extracting("externalId", "stage")
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("71", Stage.DELIVERED),
            org.assertj.core.groups.Tuple.tuple("72", Stage.FAILED));
    Reply reply =
        connector.serve(
            settings(OWN),
            new InRequest(Map.of(), Map.of(), "", body),
            () -> connector.reply(null));
    assertThat(reply.body()).isEqualTo("{\"code\":0}");
    assertThat(hear(settings(OWN), body)).as("no X-Key").isInstanceOf(Hearing.Refuse.class);
  }

  @Test
  void aBodyThatIsNothingIsSaidSo() {
    assertThat(hear(kannel(), RawBody.json("{\"half"))).isInstanceOf(Hearing.Refuse.class);
    assertThatThrownBy(() -> connector.read(kannel(), form("anything=else")))
        .isInstanceOf(InvalidInput.class)
        .hasFieldOrPropertyWithValue("code", "gateway.not-understood")
        .hasMessageContaining("inbound.text");
    assertThat(connector.read(kannel(), form("from=79031112233&text=")))
        .as("an SMS without words")
        .isEmpty();
  }
}
