package ru.fitcrm.hub.connectors.messenger;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import ru.fitcrm.hub.connectors.InRequest;
import ru.fitcrm.hub.connectors.MessageChannel;
import ru.fitcrm.hub.connectors.ReceivingConnector.Hearing;
import ru.fitcrm.hub.connectors.described.DescribedKind;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.message.Channel;
import ru.fitcrm.hub.core.message.ChannelNews;
import ru.fitcrm.hub.core.message.ChannelNews.Receipt;
import ru.fitcrm.hub.core.message.ChannelNews.Stage;
import ru.fitcrm.hub.core.message.ChannelNews.Written;
import ru.fitcrm.hub.core.message.Purpose;
import ru.fitcrm.hub.core.message.TextToSend;
import ru.fitcrm.hub.core.outbox.Outcome;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** The messengers whose settings, or a file, say how they are spoken with. */
class DescribedMessengersTest {

  private static final String TELEGRAM = "{\"token\": \"12:AB\", \"webhookSecret\": \"s3cret\"}";
  private static final String MAX = "{\"token\": \"max-token\", \"webhookSecret\": \"s3cret\"}";
  private static final String GREEN =
      """
      {"preset": "GREEN_API", "username": "1101", "apiKey": "k3y", "receiptSecret": "s3cret"}""";
  private static final String WAZZUP =
      """
      {"preset": "WAZZUP", "username": "f2071598", "apiKey": "k3y", "receiptSecret": "s3cret"}""";

  private final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());
  private final AnnotationConfigApplicationContext beans =
      new AnnotationConfigApplicationContext(
          "ru.fitcrm.hub.connectors.messenger", "ru.fitcrm.hub.connectors.sms");

  @BeforeEach
  void open() {
    server.start();
  }

  @AfterEach
  void close() {
    server.stop();
    beans.close();
  }

  /** A kind with settings read. */
  private record Line<S extends Record>(DescribedKind<S> kind, S settings) {

    Outcome send(Channel channel, String address, String text) {
      try (MessageChannel open = kind.open(settings, (id, body) -> {})) {
        return open.send(
            new TextToSend("3-17", channel, address, null, text, Purpose.SERVICE, null));
      }
    }

    List<ChannelNews> read(String json) {
      return kind.read(settings, RawBody.json(json));
    }

    Hearing hear(String header, String value) {
      return kind.hear(
          settings, new InRequest(Map.of(header, value), Map.of(), "", RawBody.json("{}")));
    }
  }

  private Line<?> line(String name, String settings) {
    DescribedKind<?> kind =
        beans.getBeansOfType(DescribedKind.class).values().stream()
            .map(each -> (DescribedKind<?>) each)
            .filter(each -> each.kind().equals(name))
            .findFirst()
            .orElseThrow();
    return line(kind, settings);
  }

  private <S extends Record> Line<S> line(DescribedKind<S> kind, String settings) {
    try {
      String whole = settings.replaceFirst("\\{", "{\"baseUrl\": \"" + server.baseUrl() + "\", ");
      return new Line<>(kind, new ObjectMapper().readValue(whole, kind.settingsType()));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private void answers(int status, String body) {
    server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
  }

  private LoggedRequest asked() {
    return server.getAllServeEvents().get(0).getRequest();
  }

  // ---- Telegram

  @Test
  void telegramIsWrittenToByTheIdOfTheChat() {
    answers(200, "{\"ok\": true, \"result\": {\"message_id\": 71}}");
    assertThat(line("telegram", TELEGRAM).send(Channel.TELEGRAM, "557799", "Ждём \"вас\"\n😀"))
        .isEqualTo(new Outcome.Accepted("71"));
    assertThat(asked().getUrl()).isEqualTo("/bot12:AB/sendMessage");
    assertThat(asked().getBodyAsString())
        .isEqualTo("{\"chat_id\":\"557799\",\"text\":\"Ждём \\\"вас\\\"\\n😀\"}");
  }

  @Test
  void whoBlockedTheBotIsNotToBeWrittenToAndItsPaceIsKept() {
    Line<?> telegram = line("telegram", TELEGRAM);
    answers(403, "{\"ok\": false, \"error_code\": 403, \"description\": \"Forbidden: blocked\"}");
    assertThat(telegram.send(Channel.TELEGRAM, "1", "x"))
        .hasFieldOrPropertyWithValue("code", "do-not-write");
    answers(429, "{\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":600}}");
    assertThat(telegram.send(Channel.TELEGRAM, "1", "x"))
        .isInstanceOfSatisfying(
            Outcome.RetryAt.class,
            retry ->
                assertThat(retry.when())
                    .isAfter(java.time.Clock.systemUTC().instant().plus(Duration.ofMinutes(8))));
    answers(401, "{\"ok\": false, \"error_code\": 401}");
    assertThat(telegram.send(Channel.TELEGRAM, "1", "x"))
        .isInstanceOf(Outcome.ConnectionDown.class);
  }

  @Test
  void whatIsWrittenToTheBotTeachesTheAddress() {
    Line<?> telegram = line("telegram", TELEGRAM);
    assertThat(
            telegram.read(
                """
                {"update_id": 9001, "message": {"message_id": 5, "date": 1795292579,
                 "from": {"id": 557799, "first_name": "Анна"},
                 "chat": {"id": 557799, "type": "private"}, "text": "/start"}}"""))
        .containsExactly(
            new Written(
                "9001",
                Channel.TELEGRAM,
                "557799",
                null,
                "Анна",
                "/start",
                Instant.ofEpochSecond(1795292579)));
    assertThat(
            telegram.read(
                """
                {"update_id": 9002, "message": {"chat": {"id": -100, "type": "supergroup"},
                 "text": "чужой чат"}}"""))
        .isEmpty();
    assertThat(telegram.hear("X-Telegram-Bot-Api-Secret-Token", "s3cret"))
        .isInstanceOf(Hearing.Keep.class);
    assertThat(telegram.hear("X-Telegram-Bot-Api-Secret-Token", "other"))
        .isInstanceOf(Hearing.Refuse.class);
  }

  // ---- MAX

  @Test
  void aContactSentToTelegramIsTheWritersOwnNumberOnlyIfItBearsTheirId() {
    String shared =
        """
        {"update_id": 5, "message": {"message_id": 9, "date": 1795292579,
          "from": {"id": 557799, "first_name": "Анна"}, "chat": {"id": 557799, "type": "private"},
          "contact": {"phone_number": "79031112233", "first_name": "Кто-то", "user_id": %s}}}""";
    Line<?> telegram = line("telegram", TELEGRAM);
    assertThat(telegram.read(shared.formatted("557799")))
        .extracting(one -> ((Written) one).phone())
        .containsExactly("+79031112233");
    assertThat(telegram.read(shared.formatted("111222")))
        .extracting(one -> ((Written) one).phone())
        .containsExactly((String) null);
  }

  @Test
  void maxTakesItsTokenInTheHeaderOnly() {
    answers(200, "{\"message\": {\"body\": {\"mid\": \"mid.1\", \"text\": \"x\"}}}");
    assertThat(line("max", MAX).send(Channel.MAX, "4455", "Ждём"))
        .isEqualTo(new Outcome.Accepted("mid.1"));
    assertThat(asked().getUrl()).isEqualTo("/messages?user_id=4455");
    assertThat(asked().getHeader("Authorization")).isEqualTo("max-token");
    assertThat(
            line("max", MAX)
                .read(
                    """
                    {"update_type": "message_created", "timestamp": 1795292579000, "message": {
                     "sender": {"user_id": 4455, "name": "Анна"}, "timestamp": 1795292579000,
                     "body": {"mid": "mid.2", "text": "СТОП"}}}"""))
        .containsExactly(
            new Written(
                "mid.2",
                Channel.MAX,
                "4455",
                null,
                "Анна",
                "СТОП",
                Instant.ofEpochSecond(1795292579)));
    answers(200, "{\"user_id\": 1}");
    assertThat(test(line("max", MAX))).isTrue();
    assertThat(asked().getHeader("Authorization")).isEqualTo("max-token");
  }

  @Test
  void wordsBelowAPictureAreHeardAndAChatOfSeveralIsNobody() {
    assertThat(
            line("telegram", TELEGRAM)
                .read(
                    """
                    {"update_id": 7, "message": {"chat": {"id": 5, "type": "private"},
                     "photo": [{}], "caption": "СТОП"}}"""))
        .singleElement()
        .hasFieldOrPropertyWithValue("text", "СТОП");
    assertThat(
            line("max", MAX)
                .read(
                    """
                    {"update_type": "message_created", "message": {"sender": {"user_id": 4455},
                     "recipient": {"chat_type": "chat"}, "body": {"mid": "m", "text": "x"}}}"""))
        .isEmpty();
  }

  private static <S extends Record> boolean test(Line<S> line) {
    return line.kind().test(line.settings()).ok();
  }

  // ---- gateways

  @Test
  void greenApiIsSpokenWithByItsPreset() {
    answers(200, "{\"idMessage\": \"3EB0\"}");
    Line<?> green = line("messenger-gateway", GREEN);
    assertThat(green.send(Channel.WHATSAPP, "+79031112233", "Ждём"))
        .isEqualTo(new Outcome.Accepted("3EB0"));
    assertThat(asked().getUrl()).isEqualTo("/waInstance1101/sendMessage/k3y");
    assertThat(asked().getBodyAsString())
        .isEqualTo("{\"chatId\":\"79031112233@c.us\",\"message\":\"Ждём\"}");
    assertThat(
            green.read(
                """
                {"typeWebhook": "outgoingMessageStatus", "chatId": "79031112233@c.us",
                 "timestamp": 1795292579, "idMessage": "3EB0", "status": "read"}"""))
        .containsExactly(
            new Receipt("3EB0", Stage.READ, Instant.ofEpochSecond(1795292579), null, null));
    assertThat(
            green.read(
                """
                {"typeWebhook": "incomingMessageReceived", "timestamp": 1795292580,
                 "idMessage": "F7AE", "senderData": {"sender": "79031112233@c.us",
                 "chatId": "79031112233@c.us", "senderName": "Анна"}, "messageData": {"textMessageData":
                 {"textMessage": "СТОП"}}}"""))
        .singleElement()
        .hasFieldOrPropertyWithValue("address", "+79031112233")
        .hasFieldOrPropertyWithValue("text", "СТОП");
    assertThat(green.hear("Authorization", "Bearer s3cret")).isInstanceOf(Hearing.Keep.class);
    assertThat(green.hear("Authorization", "Bearer no")).isInstanceOf(Hearing.Refuse.class);
  }

  @Test
  void whatGreenApiTellsInOtherWaysIsHeardAndAGroupIsNobody() {
    Line<?> green = line("messenger-gateway", GREEN);
    String written =
        """
        {"typeWebhook": "incomingMessageReceived", "timestamp": 1795292580, "idMessage": "F7AF",
         "senderData": {"sender": "79031112233@c.us", "chatId": "%s"}, "messageData": %s}""";
    String link = "{\"extendedTextMessageData\": {\"text\": \"СТОП\"}}";
    String photo = "{\"fileMessageData\": {\"caption\": \"СТОП\"}}";
    String edited = "{\"editedMessageData\": {\"textMessage\": \"СТОП\", \"stanzaId\": \"F1\"}}";
    for (String words : List.of(link, photo, edited)) {
      assertThat(green.read(written.formatted("79031112233@c.us", words)))
          .singleElement()
          .hasFieldOrPropertyWithValue("text", "СТОП");
    }
    for (String nobody : List.of("1203630@g.us", "1203631@newsletter", "1203632@lid", "")) {
      assertThat(green.read(written.formatted(nobody, link))).as(nobody).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "466, {}, ConnectionDown",
    "429, {}, RetryAt",
    "499, {}, RetryAt",
    "401, {}, ConnectionDown",
    "500, {}, Unknown"
  })
  void greenApisStatusesHaveTheirOutcomes(int status, String body, String outcome) {
    answers(status, body);
    assertThat(
            line("messenger-gateway", GREEN)
                .send(Channel.WHATSAPP, "+79031112233", "x")
                .getClass()
                .getSimpleName())
        .isEqualTo(outcome);
  }

  @Test
  void wazzupTellsARepetitionByTheHubsIdAndThatIsAsGoodAsTaken() {
    answers(400, "{\"error\": \"repeatedCrmMessageId\", \"description\": \"already\"}");
    Line<?> wazzup = line("messenger-gateway", WAZZUP);
    assertThat(wazzup.send(Channel.WHATSAPP, "+79031112233", "Ждём"))
        .isInstanceOf(Outcome.Accepted.class);
    assertThat(asked().getBodyAsString()).contains("\"crmMessageId\":\"3-17\"");
    answers(201, "{\"messageId\": \"dc78\", \"chatId\": \"79031112233\"}");
    assertThat(wazzup.send(Channel.WHATSAPP, "+79031112233", "Ждём"))
        .isEqualTo(new Outcome.Accepted("dc78"));
  }

  @Test
  void wazzupTellsMessagesAndStatusesTogetherAndItsOwnEchoIsNoPersons() {
    Line<?> wazzup = line("messenger-gateway", WAZZUP);
    assertThat(
            wazzup.read(
                """
                {"messages": [
                  {"messageId": "m1", "dateTime": "2026-11-22T10:00:00.220Z", "isEcho": false,
                   "chatType": "whatsapp", "chatId": "79031112233", "text": "СТОП",
                   "contact": {"name": "Анна", "phone": "79031112233"}},
                  {"messageId": "m2", "isEcho": true, "chatId": "79031112233", "text": "наше"}],
                 "statuses": [{"messageId": "dc78", "status": "delivered"},
                  {"messageId": "dc79", "status": "edited"}]}"""))
        .containsExactly(
            new Receipt("dc78", Stage.DELIVERED, null, null, null),
            new Written(
                "m1",
                Channel.WHATSAPP,
                "+79031112233",
                "+79031112233",
                "Анна",
                "СТОП",
                Instant.parse("2026-11-22T10:00:00.220Z")));
    for (String ofNoInterest :
        List.of("{\"test\": true}", "{\"channelsUpdates\": [{}]}", "{\"messages\": []}")) {
      assertThat(wazzup.read(ofNoInterest)).as(ofNoInterest).isEmpty();
    }
    for (String strange : List.of("{\"news\": true}", "{\"statuses\": [{\"is\": \"x\"}]}")) {
      assertThatThrownBy(() -> wazzup.read(strange)).isInstanceOf(InvalidInput.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "WHATSAPP, whatsapp, +584128027107, 584128027107",
    "TELEGRAM, telegram, 55779900, 55779900",
    "MAX, max, 4455, 4455"
  })
  void ofAllThatOneWazzupAccountTellsOnlyTheLinesOwnMessengerIsTaken(
      Channel channel, String chatType, String address, String chatId) {
    Line<?> line =
        line(
            "messenger-gateway",
            WAZZUP.replaceFirst("\\{", "{\"messenger\": \"" + channel + "\", "));
    String every =
        java.util.stream.Stream.of(
                "whatsapp", "whatsgroup", "telegram", "telegroup", "max", "maxgroup", "vk", "viber")
            .map(
                type ->
                    """
                    {"messageId": "%s", "chatType": "%s", "isEcho": false, "chatId": "%s", "text": "x"}"""
                        .formatted(type, type, chatId))
            .collect(java.util.stream.Collectors.joining(", "));
    assertThat(line.read("{\"messages\": [" + every + "]}"))
        .extracting("externalId", "address")
        .containsExactly(org.assertj.core.groups.Tuple.tuple(chatType, address));
    answers(201, "{\"messageId\": \"dc78\"}");
    line.send(channel, address, "Ждём");
    assertThat(asked().getBodyAsString())
        .contains("\"chatType\":\"" + chatType + "\",\"chatId\":\"" + chatId + "\"");
  }
}
