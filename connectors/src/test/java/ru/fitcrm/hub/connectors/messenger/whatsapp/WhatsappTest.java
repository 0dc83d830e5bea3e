package ru.fitcrm.hub.connectors.messenger.whatsapp;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.fitcrm.hub.connectors.InRequest;
import ru.fitcrm.hub.connectors.MessageChannel;
import ru.fitcrm.hub.connectors.ReceivingConnector.Hearing;
import ru.fitcrm.hub.connectors.Reply;
import ru.fitcrm.hub.connectors.http.Digests;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.message.Channel;
import ru.fitcrm.hub.core.message.ChannelNews;
import ru.fitcrm.hub.core.message.ChannelNews.Receipt;
import ru.fitcrm.hub.core.message.ChannelNews.Stage;
import ru.fitcrm.hub.core.message.ChannelNews.Written;
import ru.fitcrm.hub.core.message.MessageFile;
import ru.fitcrm.hub.core.message.Purpose;
import ru.fitcrm.hub.core.message.TextToSend;
import ru.fitcrm.hub.core.message.TextToSend.Media;
import ru.fitcrm.hub.core.message.TextToSend.Template;
import ru.fitcrm.hub.core.outbox.Outcome;

class WhatsappTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final WireMockServer graph =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());

  /** Seconds; only who waits for silence has little of it. */
  private int patience = 20;

  private final WhatsappConnector connector = new WhatsappConnector(InstantSource.fixed(NOW));

  WhatsappTest() {
    graph.start();
  }

  @AfterEach
  void close() {
    graph.stop();
  }

  private WhatsappSettings settings(String version) {
    return WhatsappSettings.read(
        graph.baseUrl(), version, "207700800900", "TOKEN", "app-secret", "слово", patience);
  }

  private Outcome send(@Nullable Template template) {
    try (MessageChannel channel = connector.open(settings("v25.0"), (id, body) -> {})) {
      return channel.send(
          new TextToSend(
              "3-17",
              Channel.WHATSAPP,
              "+79031112233",
              null,
              "Ждём вас 😀",
              Purpose.SERVICE,
              template));
    }
  }

  private void answers(int status, String body) {
    graph.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
  }

  private LoggedRequest asked() {
    return graph.getAllServeEvents().get(0).getRequest();
  }

  private static String error(int code) {
    return """
        {"error": {"message": "(#%d) something", "type": "OAuthException", "code": %d,
         "error_data": {"messaging_product": "whatsapp", "details": "…"}, "fbtrace_id": "A1"}}"""
        .formatted(code, code);
  }

  private static final String TAKEN =
      """
      {"messaging_product": "whatsapp", "contacts": [{"input": "79031112233"}],
       "messages": [{"id": "wamid.AAA"}]}""";

  // ---- out

  @Test
  void aTextIsTakenAndItsIdKept() {
    answers(200, TAKEN);
    assertThat(send(null)).isEqualTo(new Outcome.Accepted("wamid.AAA"));
    assertThat(asked().getUrl()).isEqualTo("/v25.0/207700800900/messages");
    assertThat(asked().getHeader("Authorization")).isEqualTo("Bearer TOKEN");
    assertThat(WhatsappChannel.read(asked().getBodyAsString()))
        .isEqualTo(
            WhatsappChannel.read(
                """
                {"messaging_product": "whatsapp", "recipient_type": "individual",
                 "to": "79031112233", "biz_opaque_callback_data": "3-17", "type": "text",
                 "text": {"body": "Ждём вас 😀", "preview_url": false}}"""));
  }

  @Test
  void aTemplateGoesWithItsParametersInTheirOrder() {
    answers(200, TAKEN);
    send(new Template("visit_reminder", "ru", List.of("Анна", "18:30")));
    assertThat(WhatsappChannel.read(asked().getBodyAsString()).path("template"))
        .isEqualTo(
            WhatsappChannel.read(
                """
                {"name": "visit_reminder", "language": {"code": "ru"},
                 "components": [{"type": "body", "parameters": [
                   {"type": "text", "text": "Анна"}, {"type": "text", "text": "18:30"}]}]}"""));
  }

  @Test
  void aFileGoesByItsAddressWithTheTextAsItsCaption() {
    answers(200, TAKEN);
    sendFile(new Media(Media.Kind.IMAGE, "https://club.ru/plan.png", null), "План зала");
    assertThat(fileAsked("image"))
        .isEqualTo(
            WhatsappChannel.read(
                "{\"link\": \"https://club.ru/plan.png\", \"caption\": \"План зала\"}"));
    sendFile(new Media(Media.Kind.DOCUMENT, "https://club.ru/1.pdf", "Договор.pdf"), "");
    assertThat(fileAsked("document"))
        .isEqualTo(
            WhatsappChannel.read(
                "{\"link\": \"https://club.ru/1.pdf\", \"filename\": \"Договор.pdf\"}"));
    sendFile(new Media(Media.Kind.AUDIO, "https://club.ru/1.ogg", null), "Голосовое");
    assertThat(fileAsked("audio"))
        .isEqualTo(WhatsappChannel.read("{\"link\": \"https://club.ru/1.ogg\"}"));
  }

  @Test
  void aTemplateTakesAFileInItsHeader() {
    answers(200, TAKEN);
    try (MessageChannel channel = connector.open(settings("v25.0"), (id, body) -> {})) {
      channel.send(
          new TextToSend(
              "3-17",
              Channel.WHATSAPP,
              "+79031112233",
              null,
              "Расписание",
              Purpose.SERVICE,
              new Template("schedule", "ru", List.of("Анна")),
              new Media(Media.Kind.DOCUMENT, "https://club.ru/1.pdf", "Расписание.pdf")));
    }
    assertThat(WhatsappChannel.read(asked().getBodyAsString()).at("/template/components"))
        .isEqualTo(
            WhatsappChannel.read(
                """
                [{"type": "header", "parameters": [{"type": "document", "document":
                    {"link": "https://club.ru/1.pdf", "filename": "Расписание.pdf"}}]},
                 {"type": "body", "parameters": [{"type": "text", "text": "Анна"}]}]"""));
  }

  private void sendFile(Media media, String text) {
    try (MessageChannel channel = connector.open(settings("v25.0"), (id, body) -> {})) {
      channel.send(
          new TextToSend(
              "3-17", Channel.WHATSAPP, "+79031112233", null, text, Purpose.SERVICE, null, media));
    }
  }

  private Object fileAsked(String type) {
    var body = WhatsappChannel.read(asked().getBodyAsString());
    assertThat(body.path("type").asText()).isEqualTo(type);
    return body.path(type);
  }

  @Test
  void aRefusedConnectionCostsNoAttemptAndSilenceIsUnknownInsteadOfNeverEnding() {
    patience = 2;
    graph.stubFor(any(anyUrl()).willReturn(aResponse().withFixedDelay(5_000).withBody(TAKEN)));
    assertThat(send(null)).isInstanceOf(Outcome.Unknown.class);
    int closed = graph.port();
    graph.stop();
    try (MessageChannel channel =
        connector.open(
            WhatsappSettings.read(
                "http://127.0.0.1:" + closed, "v25.0", "207700800900", "T", "s", "w", 2),
            (id, body) -> {})) {
      assertThat(
              channel.send(
                  new TextToSend(
                      "3-17", Channel.WHATSAPP, "+79031112233", null, "x", Purpose.CODE, null)))
          .isInstanceOf(Outcome.ConnectionDown.class);
    }
  }

  @Test
  void whoComesWithoutANumberOrWithAnotherKindOfMessageBreaksNothing() {
    assertThat(
            connector.read(
                settings("v25.0"),
                RawBody.json(
                    """
                    {"entry": [{"changes": [{"value": {
                      "metadata": {"phone_number_id": "207700800900"},
                      "statuses": [{"id": "wamid.A", "status": "delivered", "timestamp": "1795292579",
                                    "recipient_user_id": "RU.1"}],
                      "messages": [
                        {"from_user_id": "RU.1", "id": "wamid.B", "type": "text", "text": {"body": "x"}},
                        {"from": "79031112233", "id": "wamid.C", "type": "location",
                         "location": {"latitude": 55.75, "longitude": 37.61, "name": "Клуб"}},
                        {"from": "79031112233", "id": "wamid.D", "type": "unsupported",
                         "errors": [{"code": 131051}]},
                        {"from": "79031112233", "id": "wamid.E", "type": "contacts",
                         "contacts": [{"name": {"formatted_name": "Иван Петров"},
                                       "phones": [{"phone": "+7 916 123-45-67", "wa_id": "79161234567"}]}]},
                        {"from": "79031112233", "id": "wamid.F", "type": "interactive",
                         "interactive": {"type": "nfm_reply", "nfm_reply": {"name": "flow", "body": "Sent",
                           "response_json": "{\\"flow_token\\": \\"t\\", \\"Цель\\": [\\"йога\\", \\"бассейн\\"]}"}}},
                        {"from": "79031112233", "id": "wamid.G", "type": "order",
                         "order": {"catalog_id": "1", "text": "Жду", "product_items": [
                           {"product_retailer_id": "ABON-3", "quantity": 2, "item_price": 5000,
                            "currency": "RUB"}]}}]}}]}]}""")))
        .extracting(one -> one instanceof Written written ? written.text() : "receipt")
        .containsExactly(
            "receipt",
            "x",
            "Геопозиция: 55.75, 37.61; Клуб",
            "Сообщение такого вида WhatsApp сюда не передаёт: попросите написать словами",
            "Контакт: Иван Петров +7 916 123-45-67",
            "Анкета: Sent; Цель: йога, бассейн",
            "Заказ: Жду; ABON-3 × 2 по 5000 RUB");
  }

  @ParameterizedTest
  @CsvSource({
    "190, ConnectionDown", "10, ConnectionDown", "200, ConnectionDown", "131031, ConnectionDown",
    "131048, ConnectionDown", "130429, RetryAt", "80007, RetryAt", "131056, RetryAt",
    "1, RetryAt", "2, RetryAt", "133004, RetryAt", "133016, RetryAt",
    "131049, RetryAt", "131000, RetryAt", "131047, Rejected", "131026, Rejected",
    "131050, Rejected", "132000, Rejected", "132001, Rejected", "130472, Rejected"
  })
  void theCodeAloneDecides(int code, String outcome) {
    answers(400, error(code));
    assertThat(send(null).getClass().getSimpleName()).isEqualTo(outcome);
  }

  @Test
  void whoStoppedAdvertisingIsNotToBeWrittenToAndWhoIsSparedWaitsADay() {
    answers(400, error(131050));
    assertThat(send(null)).hasFieldOrPropertyWithValue("code", "do-not-write");
    answers(400, error(131049));
    assertThat(send(null)).hasFieldOrPropertyWithValue("when", NOW.plusSeconds(86_400));
  }

  @Test
  void aLostAnswerOrAProxysPageIsUnknown() {
    graph.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    assertThat(send(null)).isInstanceOf(Outcome.Unknown.class);
    assertThat(graph.getAllServeEvents()).hasSize(1);
    answers(502, "<html>");
    assertThat(send(null)).isInstanceOf(Outcome.Unknown.class);
    graph.stop();
  }

  @Test
  void theTestWarnsOfAVersionThatEnds() {
    answers(200, "{\"quality_rating\": \"GREEN\"}");
    assertThat(connector.test(settings("v25.0")).ok()).isTrue();
    assertThat(connector.test(settings("v20.0")).ok()).as("ended").isFalse();
    assertThat(connector.test(settings("v21.0")).steps().get(2))
        .hasFieldOrPropertyWithValue("ok", true)
        .hasFieldOrPropertyWithValue("hint", "whatsapp-cloud.version-ends");
    answers(401, error(190));
    assertThat(connector.test(settings("v25.0")).ok()).isFalse();
  }

  // ---- in

  private static InRequest get(String mode, String token) {
    return new InRequest(
        Map.of(),
        Map.of("hub.mode", mode, "hub.verify_token", token, "hub.challenge", "1158201444"),
        "",
        new RawBody(null, new byte[0]));
  }

  private Reply serve(InRequest request) {
    return connector.serve(settings("v25.0"), request, () -> connector.reply(null));
  }

  @Test
  void metasQuestionWhetherTheAddressIsOursIsAnsweredWithItsChallenge() {
    assertThat(serve(get("subscribe", "слово"))).isEqualTo(Reply.text(200, "1158201444"));
    assertThat(serve(get("subscribe", "другое")).status()).isEqualTo(403);
    assertThat(connector.hearsGet()).isTrue();
  }

  @Test
  void theSignatureIsOverTheBytesAsTheyCame() {
    String body = "{\"entry\": [], \"text\": \"Привет 😀 \\u0416\"}";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String signature = "sha256=" + Digests.hmac("HmacSHA256", "app-secret", bytes);
    assertThat(hear(bytes, signature)).isInstanceOf(Hearing.Keep.class);
    byte[] rewritten = body.replace("\\u0416", "Ж").getBytes(StandardCharsets.UTF_8);
    assertThat(hear(rewritten, signature)).isInstanceOf(Hearing.Refuse.class);
    assertThat(hear(bytes, "")).isInstanceOf(Hearing.Refuse.class);
  }

  private Hearing hear(byte[] bytes, String signature) {
    return connector.hear(
        settings("v25.0"),
        new InRequest(
            Map.of("X-Hub-Signature-256", signature),
            Map.of(),
            "",
            new RawBody("application/json", bytes)));
  }

  @Test
  void aBatchOfStatusesAndMessagesIsReadAndAnotherNumbersIsNot() {
    RawBody body =
        RawBody.json(
            """
            {"object": "whatsapp_business_account", "entry": [
              {"id": "1", "changes": [{"field": "messages", "value": {
                "metadata": {"phone_number_id": "207700800900"},
                "statuses": [
                  {"id": "wamid.A", "status": "read", "timestamp": "1795292579"},
                  {"id": "wamid.B", "status": "failed", "timestamp": "1795292580",
                   "errors": [{"code": 131047, "title": "Re-engagement message"}]},
                  {"id": "wamid.C", "status": "warmed-up"}]}}]},
              {"id": "1", "changes": [{"field": "messages", "value": {
                "metadata": {"phone_number_id": "207700800900"},
                "contacts": [{"profile": {"name": "Анна"}, "wa_id": "79031112233"}],
                "messages": [
                  {"from": "79031112233", "id": "wamid.D", "timestamp": "1795292581",
                   "type": "text", "text": {"body": "СТОП"}},
                  {"from": "79031112233", "id": "wamid.E", "timestamp": "1795292582",
                   "type": "image", "image": {"caption": "вот так"}},
                  {"from": "79031112233", "id": "wamid.H", "timestamp": "1795292583", "type": "document",
                   "document": {"caption": "Справка", "filename": "справка.pdf", "sha256": "x",
                                "mime_type": "application/pdf", "id": "1003383421387256"}},
                  {"from": "79031112233", "id": "wamid.I", "timestamp": "1795292584", "type": "audio",
                   "audio": {"mime_type": "audio/ogg; codecs=opus", "id": "77", "voice": true}},
                  {"from": "79031112233", "id": "wamid.F", "type": "reaction"}]}}]},
              {"id": "1", "changes": [{"value": {"metadata": {"phone_number_id": "5"},
                "messages": [{"from": "7", "id": "wamid.G", "type": "text"}]}}]}]}""");
    List<ChannelNews> news = connector.read(settings("v25.0"), body);
    assertThat(news)
        .containsExactly(
            new Receipt("wamid.A", Stage.READ, Instant.ofEpochSecond(1795292579), null, null),
            new Receipt(
                "wamid.B",
                Stage.FAILED,
                Instant.ofEpochSecond(1795292580),
                "whatsapp-131047",
                NameError.words(131047)),
            written("wamid.D", "СТОП", 1795292581),
            written("wamid.E", "вот так", 1795292582),
            withFile(
                written("wamid.H", "Справка", 1795292583),
                new MessageFile(
                    Media.Kind.DOCUMENT,
                    null,
                    "справка.pdf",
                    "1003383421387256",
                    "application/pdf")),
            withFile(
                written("wamid.I", "", 1795292584),
                new MessageFile(Media.Kind.AUDIO, null, null, "77", "audio/ogg; codecs=opus")));
  }

  private static Written written(String id, String text, long at) {
    return new Written(
        id,
        Channel.WHATSAPP,
        "+79031112233",
        "+79031112233",
        "Анна",
        text,
        Instant.ofEpochSecond(at));
  }

  private static Written withFile(Written one, MessageFile file) {
    return new Written(
        one.externalId(),
        one.channel(),
        one.address(),
        one.phone(),
        one.name(),
        one.text(),
        one.at(),
        file);
  }
}
