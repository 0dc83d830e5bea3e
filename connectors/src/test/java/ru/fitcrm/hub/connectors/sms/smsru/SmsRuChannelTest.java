package ru.fitcrm.hub.connectors.sms.smsru;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.fitcrm.hub.connectors.MessageChannel;
import ru.fitcrm.hub.connectors.Traced;
import ru.fitcrm.hub.connectors.http.ReadForm;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.message.Channel;
import ru.fitcrm.hub.core.message.Purpose;
import ru.fitcrm.hub.core.message.TextToSend;
import ru.fitcrm.hub.core.outbox.Outcome;

/** Answers are spelled as sms.ru was seen to spell them on its live API. */
class SmsRuChannelTest {

  private static final String PHONE = "+79031112233";

  private final WireMockServer gateway =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());
  private final SmsRuConnector connector = new SmsRuConnector();
  private MessageChannel channel;

  SmsRuChannelTest() {
    gateway.start();
    channel = connector.open(settings(null), (id, body) -> {});
  }

  @BeforeEach
  void hasNothingOld() {
    gateway.resetAll();
  }

  @AfterEach
  void close() {
    channel.close();
    gateway.stop();
  }

  private SmsRuSettings settings(@Nullable String sender) {
    return SmsRuSettings.read(gateway.baseUrl(), "API-ID-OF-A-TEST", sender, null, null, 2);
  }

  private static TextToSend message(Purpose purpose) {
    return new TextToSend(
        "3-17", Channel.SMS, PHONE, null, "Ждём вас в клубе, 100% & больше", purpose, null);
  }

  private Outcome send() {
    return channel.send(message(Purpose.SERVICE));
  }

  private void answers(String json) {
    gateway.stubFor(post(anyUrl()).willReturn(okJson(json)));
  }

  private static String ofNumber(String entry) {
    return """
        {"status": "OK", "status_code": 100, "sms": {"79031112233": %s}, "balance": 312.4}"""
        .formatted(entry);
  }

  private Map<String, String> posted() {
    return ReadForm.of(
        new RawBody(
            null, gateway.findAll(postRequestedFor(urlPathEqualTo("/sms/send"))).get(0).getBody()));
  }

  @Test
  void aMessageTakenHasTheGatewaysId() {
    answers(ofNumber("{\"status\":\"OK\",\"status_code\":100,\"sms_id\":\"202647-5000001\"}"));
    assertThat(send()).isEqualTo(new Outcome.Accepted("202647-5000001"));
    assertThat(posted())
        .containsEntry("to", "79031112233")
        .containsEntry("msg", "Ждём вас в клубе, 100% & больше")
        .containsEntry("api_id", "API-ID-OF-A-TEST")
        .containsEntry("ttl", "240")
        .doesNotContainKeys("from", "daytime", "test");
    assertThat(gateway.getAllServeEvents().get(0).getRequest().getUrl())
        .isEqualTo("/sms/send?json=1");
  }

  @Test
  void advertisingIsLeftToTheRecipientsDayAndACodeIsNotWorthMuchLater() {
    answers(ofNumber("{\"status\":\"OK\",\"status_code\":100,\"sms_id\":\"1\"}"));
    channel.send(message(Purpose.AD));
    assertThat(posted()).containsEntry("daytime", "1");
    gateway.resetRequests();
    channel.send(message(Purpose.CODE));
    assertThat(posted()).containsEntry("ttl", "5").doesNotContainKey("daytime");
  }

  @Test
  void underATopThatIsOkTheNumberMayBeRefusedAndHaveAnIdAllTheSame() {
    answers(
        ofNumber(
            """
            {"status": "ERROR", "status_code": 221, "sms_id": "202647-5000002",
             "status_text": "необходимо создать буквенного отправителя"}"""));
    assertThat(send())
        .isInstanceOfSatisfying(
            Outcome.ConnectionDown.class, down -> assertThat(down.code()).isEqualTo("smsru-221"));
  }

  @ParameterizedTest
  @CsvSource({
    "220, RetryAt, smsru-220",
    "500, RetryAt, smsru-500",
    "200, ConnectionDown, smsru-200",
    "201, ConnectionDown, smsru-201",
    "301, ConnectionDown, smsru-301",
    "209, Rejected, do-not-write",
    "215, Rejected, do-not-write",
    "202, Rejected, smsru-202",
    "207, Rejected, smsru-207",
    "230, Rejected, smsru-230",
    "231, Rejected, smsru-231",
    "232, Rejected, smsru-232",
    "233, Rejected, smsru-233",
    "999, Rejected, smsru-999"
  })
  void everyCodeHasItsOutcome(int code, String outcome, String stable) {
    answers(ofNumber("{\"status\": \"ERROR\", \"status_code\": " + code + "}"));
    assertThat(send()).hasFieldOrPropertyWithValue("code", stable);
    assertThat(send().getClass().getSimpleName()).isEqualTo(outcome);
    answers("{\"status\": \"ERROR\", \"status_code\": " + code + "}");
    assertThat(send()).as("told of the whole request").hasFieldOrPropertyWithValue("code", stable);
  }

  @Test
  void aLostAnswerIsUnknownAndSentOnce() {
    gateway.stubFor(post(anyUrl()).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    assertThat(send()).isInstanceOf(Outcome.Unknown.class);
    gateway.verify(1, postRequestedFor(urlPathEqualTo("/sms/send")));
    assertThat(channel.find(message(Purpose.SERVICE))).isEqualTo(new Traced.CannotBeAsked());
  }

  @Test
  void anAnswerThatComesTooLateIsUnknown() {
    gateway.stubFor(post(anyUrl()).willReturn(okJson("{}").withFixedDelay(4_000)));
    assertThat(send()).isInstanceOf(Outcome.Unknown.class);
  }

  @ParameterizedTest
  @CsvSource({
    "502, Unknown",
    "504, Unknown",
    "500, Unknown",
    "503, RetryAt",
    "429, RetryAt",
    "404, ConnectionDown",
    "302, ConnectionDown",
    "200, Unknown"
  })
  void aPageInsteadOfAnAnswerIsJudgedByItsStatus(int status, String outcome) {
    gateway.stubFor(
        post(anyUrl()).willReturn(aResponse().withStatus(status).withBody("<html>nginx</html>")));
    assertThat(send().getClass().getSimpleName()).isEqualTo(outcome);
  }

  @Test
  void aGatewayThatIsNotThereCostsNoAttempt() {
    gateway.stop();
    assertThat(send()).isInstanceOf(Outcome.ConnectionDown.class);
  }

  @Test
  void whatBecameOfATakenMessageIsAskedByItsId() {
    answers(ofNumber("{\"status\":\"OK\",\"status_code\":100,\"sms_id\":\"202647-9\"}"));
    send();
    answers(
        """
        {"status":"OK","status_code":100,"sms":{"202647-9":{"status":"OK","status_code":103,
         "cost":4.1,"status_text":"Сообщение доставлено"}}}""");
    assertThat(channel.find(message(Purpose.SERVICE)))
        .isEqualTo(new Traced.Told(new Outcome.Delivered()));
    answers(
        """
        {"status":"OK","status_code":100,"sms":{"202647-9":{"status":"ERROR","status_code":-1,
         "status_text":"Сообщение не найдено"}}}""");
    assertThat(channel.find(message(Purpose.SERVICE)))
        .isInstanceOfSatisfying(
            Traced.Told.class,
            told -> assertThat(told.outcome()).isInstanceOf(Outcome.Rejected.class));
  }

  @Test
  void theTestAsksForTheBalanceAndTheSenders() {
    gateway.stubFor(
        post(urlPathEqualTo("/my/balance"))
            .willReturn(okJson("{\"status\":\"OK\",\"status_code\":100,\"balance\":1000.0}")));
    gateway.stubFor(
        post(urlPathEqualTo("/my/senders"))
            .willReturn(
                okJson("{\"status\":\"OK\",\"status_code\":100,\"senders\":[\"FITCLUB\"]}")));
    TestReport report = connector.test(settings("FITCLUB"));
    assertThat(report.ok()).isTrue();
    assertThat(report.steps())
        .extracting(TestReport.Step::name)
        .containsExactly("reach", "login", "balance", "senders");
    assertThat(connector.test(settings("OTHER")).ok()).isFalse();
  }

  @Test
  void anAccountWithoutSendersHasNoListAndIsOnlyWarnedOf() {
    answers("{\"status\":\"OK\",\"status_code\":100,\"balance\":5}");
    TestReport report = connector.test(settings(null));
    assertThat(report.ok()).isTrue();
    assertThat(report.steps().get(3).hint()).isEqualTo("sms-ru.sender");
  }

  @Test
  void theTestSaysWhatIsWrong() {
    answers("{\"status\":\"ERROR\",\"status_code\":200,\"status_text\":\"Неправильный api_id\"}");
    assertThat(connector.test(settings(null)).steps())
        .last()
        .hasFieldOrPropertyWithValue("name", "login")
        .hasFieldOrPropertyWithValue("ok", false);
    SmsRuSettings settings = settings(null);
    gateway.stop();
    assertThat(connector.test(settings).steps())
        .singleElement()
        .hasFieldOrPropertyWithValue("hint", "sms-ru.unreachable");
  }
}
