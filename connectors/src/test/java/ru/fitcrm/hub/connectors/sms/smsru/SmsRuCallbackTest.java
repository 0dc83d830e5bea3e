package ru.fitcrm.hub.connectors.sms.smsru;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.connectors.InRequest;
import ru.fitcrm.hub.connectors.MessageChannel;
import ru.fitcrm.hub.connectors.ReceivingConnector.Hearing;
import ru.fitcrm.hub.connectors.Reply;
import ru.fitcrm.hub.connectors.http.WebQuestion;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.message.Channel;
import ru.fitcrm.hub.core.message.ChannelNews;
import ru.fitcrm.hub.core.message.ChannelNews.Stage;
import ru.fitcrm.hub.core.message.Purpose;
import ru.fitcrm.hub.core.message.TextToSend;
import ru.fitcrm.hub.core.outbox.Outcome;
import ru.fitcrm.hub.sandbox.sms.SandboxSms;

class SmsRuCallbackTest {

  private static final String API_ID = "5C0FFEE5-0000-1111-2222-333344445555";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final SmsRuConnector connector = new SmsRuConnector();
  private final SmsRuSettings settings = SmsRuSettings.read(null, API_ID, null, null, null, null);

  private static Map<String, String> signed(String... records) {
    Map<String, String> fields = new LinkedHashMap<>();
    StringBuilder all = new StringBuilder(API_ID);
    for (int i = 0; i < records.length; i++) {
      fields.put("data[" + i + "]", records[i]);
      all.append(records[i]);
    }
    fields.put("hash", ReadCallback.sha256(all.toString()));
    return fields;
  }

  private static RawBody urlencoded(Map<String, String> fields) {
    return new RawBody(FORM, WebQuestion.form(fields).getBytes(StandardCharsets.UTF_8));
  }

  private Hearing hear(RawBody body) {
    return connector.hear(settings, new InRequest(Map.of(), Map.of(), "127.0.0.1", body));
  }

  @Test
  void aMixedCallbackIsReadAndHeartbeatsSayNothing() {
    RawBody body =
        urlencoded(
            signed(
                "test\n1782404811",
                "callcheck_status\n202647-48053517\n401\n1782404881",
                "sms_status\n202647-1\n103\n1782469893",
                "sms_status\n202647-2\n104\n1782469894",
                "sms_status\n202647-3\n102\n1782469895"));
    assertThat(hear(body)).isInstanceOf(Hearing.Keep.class);
    assertThat(connector.read(settings, body))
        .containsExactly(
            new ChannelNews.Receipt(
                "202647-1", Stage.DELIVERED, Instant.ofEpochSecond(1782469893), null, null),
            new ChannelNews.Receipt(
                "202647-2",
                Stage.FAILED,
                Instant.ofEpochSecond(1782469894),
                "smsru-104",
                "It could not be delivered in time"),
            new ChannelNews.Receipt(
                "202647-3", Stage.ACCEPTED, Instant.ofEpochSecond(1782469895), null, null));
  }

  @Test
  void aHeartbeatAloneIsTakenAndSaysNothing() {
    RawBody body = urlencoded(signed("test\n1782404811"));
    assertThat(hear(body)).isInstanceOf(Hearing.Keep.class);
    assertThat(connector.read(settings, body)).isEmpty();
  }

  @Test
  void recordsAreSignedInTheOrderOfTheirNumbersNotOfTheirNames() {
    String[] records = new String[12];
    for (int i = 0; i < records.length; i++) {
      records[i] = "sms_status\n202647-" + i + "\n103\n178246989" + i % 10;
    }
    Map<String, String> asNamesSort = new java.util.TreeMap<>(signed(records));
    assertThat(hear(urlencoded(asNamesSort))).isInstanceOf(Hearing.Keep.class);
  }

  @Test
  void aMultipartFormIsTakenToo() {
    String form =
        signed("sms_status\n202647-1\n103\n1782469893").entrySet().stream()
                .map(
                    field ->
                        "--b0\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                            .formatted(field.getKey(), field.getValue()))
                .collect(Collectors.joining())
            + "--b0--\r\n";
    RawBody body =
        new RawBody("multipart/form-data; boundary=b0", form.getBytes(StandardCharsets.UTF_8));
    assertThat(hear(body)).isInstanceOf(Hearing.Keep.class);
    assertThat(connector.read(settings, body)).hasSize(1);
  }

  @Test
  void whoDoesNotKnowTheApiIdIsRefused() {
    Map<String, String> forged = signed("sms_status\n202647-1\n103\n1782469893");
    forged.put("data[0]", "sms_status\n202647-2\n103\n1782469893");
    assertThat(hear(urlencoded(forged)))
        .isInstanceOfSatisfying(
            Hearing.Refuse.class, refuse -> assertThat(refuse.reply().status()).isEqualTo(403));
    assertThat(hear(new RawBody(FORM, "hello=1".getBytes(StandardCharsets.UTF_8))))
        .isInstanceOfSatisfying(
            Hearing.Refuse.class, refuse -> assertThat(refuse.reply().status()).isEqualTo(400));
  }

  @Test
  void everyoneIsAnsweredWithAHundredAndARepetitionIsKnownByItsHash() {
    RawBody body = urlencoded(signed("sms_status\n202647-1\n103\n1782469893"));
    assertThat(hear(body)).isEqualTo(hear(body));
    assertThat(connector.reply(null)).isEqualTo(Reply.text(200, "100"));
    assertThat(connector.replyToRepeated()).isEqualTo(Reply.text(200, "100"));
  }

  @Test
  void theTwinTakesAMessageAndTellsOfItsDelivery() throws IOException, InterruptedException {
    BlockingQueue<RawBody> heard = new LinkedBlockingQueue<>();
    HttpServer hub = hub(heard);
    try (SandboxSms twin = SandboxSms.start(0, Duration.ofMillis(50), InstantSource.system())) {
      SmsRuSettings its =
          SmsRuSettings.read(twin.url(), SandboxSms.API_ID, "FITCLUB", null, null, 5);
      twin.addCallback("http://127.0.0.1:" + hub.getAddress().getPort() + "/");
      assertThat(connector.test(its).ok()).isTrue();
      Outcome outcome = send(its);
      assertThat(twin.sent())
          .singleElement()
          .hasFieldOrPropertyWithValue("text", "Добрый день 😀")
          .hasFieldOrPropertyWithValue("sender", "FITCLUB");
      RawBody callback = heard.poll(10, TimeUnit.SECONDS);
      assertThat(callback).isNotNull();
      assertThat(connector.hear(its, new InRequest(Map.of(), Map.of(), "", callback)))
          .isInstanceOf(Hearing.Keep.class);
      List<ChannelNews> news = connector.read(its, callback);
      assertThat(news).singleElement().isInstanceOf(ChannelNews.Receipt.class);
      assertThat(outcome)
          .isEqualTo(new Outcome.Accepted(((ChannelNews.Receipt) news.get(0)).externalId()));
      twin.refuseNext(201);
      assertThat(send(its)).isInstanceOf(Outcome.ConnectionDown.class);
    } finally {
      hub.stop(0);
    }
  }

  private Outcome send(SmsRuSettings its) {
    try (MessageChannel channel = connector.open(its, (id, body) -> {})) {
      return channel.send(
          new TextToSend(
              "1-1", Channel.SMS, "+79031112233", null, "Добрый день 😀", Purpose.SERVICE, null));
    }
  }

  private static HttpServer hub(BlockingQueue<RawBody> heard) throws IOException {
    HttpServer hub =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hub.createContext(
        "/",
        exchange -> {
          heard.add(
              new RawBody(
                  exchange.getRequestHeaders().getFirst("Content-Type"),
                  exchange.getRequestBody().readAllBytes()));
          exchange.sendResponseHeaders(200, 3);
          exchange.getResponseBody().write("100".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    hub.start();
    return hub;
  }
}
