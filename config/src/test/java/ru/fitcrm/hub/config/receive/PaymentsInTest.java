package ru.fitcrm.hub.config.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.TestClub;
import ru.fitcrm.hub.sandbox.payment.SandboxYookassa;
import ru.fitcrm.hub.sandbox.payment.SignedByCloudPayments;

/** Payments told by gateways, through the public address to the journal and the board. */
class PaymentsInTest {

  private static final AtomicLong NUMBERS = new AtomicLong(9_167_300_000L);
  private static final String ID = "22d6d597-000f-5000-9000-145f6df21d6f";

  private final TestClub club = TestClub.make();
  private final ApiCaller admin = club.admin();
  private final String phone = "+7" + NUMBERS.incrementAndGet();
  private final SandboxYookassa api = SandboxYookassa.start(0);
  private final long client = client();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void twentyIdenticalNotificationsOfYookassaAtOneInstantAreOnePayment() {
    Sender yookassa = yookassa();
    api.put("payments/" + ID, payment("succeeded", false));

    List<HttpResponse<String>> answers =
        yookassa.atOnce(20, Sender.JSON, told("payment.succeeded", "{\"id\": \"" + ID + "\"}"));

    assertThat(answers).hasSize(20).allSatisfy(one -> assertThat(one.statusCode()).isEqualTo(200));
    awaitEvents("payment.succeeded", 1);
    assertThat(payments()).hasSize(1);
    assertThat(payments().get(0).path("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(api.asked()).isEqualTo(1);
  }

  @Test
  void whatANotificationSaysIsAHintAndWhatTheApiSaysCounts() {
    Sender yookassa = yookassa();
    api.put("payments/" + ID, payment("pending", false));

    yookassa.post(
        Sender.JSON,
        told("payment.succeeded", payment("succeeded", false).replace("2990.00", "1.00")));

    await().atMost(Duration.ofSeconds(20)).until(() -> payments().size() == 1);
    assertThat(payments().get(0).path("status").asText()).isEqualTo("WAITING");
    assertThat(payments().get(0).path("amount").asDouble()).isEqualTo(2990);
    assertThat(events("payment.succeeded")).isEmpty();
  }

  @Test
  void aPaymentYookassaDoesNotKnowIsRejected() {
    yookassa().post(Sender.JSON, told("payment.succeeded", payment("succeeded", false)));

    await().atMost(Duration.ofSeconds(20)).until(() -> states().contains("REJECTED"));
    assertThat(items("inbox").get(0).path("reasonCode").asText()).isEqualTo("payment.unknown");
    assertThat(payments()).isEmpty();
  }

  @Test
  void aNotificationFromAForeignAddressIsRefused() {
    HttpResponse<String> refused =
        yookassa()
            .post(
                Sender.JSON,
                told("payment.succeeded", payment("succeeded", false)),
                "X-Forwarded-For",
                "185.71.76.1, 203.0.113.7");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(items("inbox")).isEmpty();
  }

  @Test
  void yookassasOwnAddressesAreTakenBothIpv4AndIpv6() {
    Sender yookassa = yookassa();
    api.put("payments/" + ID, payment("succeeded", false));

    for (String address : List.of("185.71.76.31", "77.75.154.200", "2a02:5180::1509:185:71:76:4")) {
      assertThat(
              yookassa
                  .post(
                      Sender.JSON,
                      told("payment.succeeded", payment("succeeded", false)),
                      "X-Forwarded-For",
                      address)
                  .statusCode())
          .as(address)
          .isEqualTo(200);
    }
    assertThat(yookassa.post(Sender.JSON, "{}", "X-Forwarded-For", "77.75.153.200").statusCode())
        .as("a /25 is no /24")
        .isEqualTo(403);
  }

  @Test
  void aFailedChargeMakesItsCardAtOnce() {
    Sender yookassa = yookassa();
    api.put("payments/" + ID, payment("canceled", true));

    yookassa.post(Sender.JSON, told("payment.canceled", payment("canceled", true)));

    awaitEvents("payment.failed", 1);
    assertThat(events("payment.failed").get(0).path("data").path("code").asText())
        .isEqualTo("insufficient_funds");
    assertThat(items("tasks").findValuesAsText("reason")).containsExactly("Оплата не прошла");
  }

  @Test
  void anApiThatDoesNotAnswerIsAskedAgainAndTheSenderIsAnsweredMeanwhile() {
    Sender yookassa = yookassa();
    api.put("payments/" + ID, payment("succeeded", false));
    api.troubleWith(500);

    HttpResponse<String> answer =
        yookassa.post(Sender.JSON, told("payment.succeeded", payment("succeeded", false)));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(payments()).isEmpty();
    api.troubleWith(0);

    awaitEvents("payment.succeeded", 1);
  }

  @Test
  void twentyIdenticalNotificationsOfCloudPaymentsAtOneInstantAreOnePayment() {
    Sender cloud = cloud();
    String body = pay("1701609", "Completed", "");

    List<HttpResponse<String>> answers =
        cloud.atOnce(20, Sender.FORM, body, "Content-HMAC", signed(body));

    assertThat(answers)
        .hasSize(20)
        .allSatisfy(
            one -> {
              assertThat(one.statusCode()).isEqualTo(200);
              assertThat(one.body()).isEqualTo("{\"code\":0}");
            });
    awaitEvents("payment.succeeded", 1);
    assertThat(payments()).hasSize(1);
  }

  @Test
  void aNotificationThatIsNotSignedIsRefused() {
    String body = pay("1701609", "Completed", "");

    HttpResponse<String> refused =
        cloud().post(Sender.FORM, body, "Content-HMAC", signed(body + " "));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(payments()).isEmpty();
  }

  @Test
  void notificationsInAnyOrderEndInTheSameState() {
    Sender cloud = cloud();
    post(cloud, pay("5", "Completed", ""));
    await().atMost(Duration.ofSeconds(20)).until(() -> payments().size() == 1);
    post(cloud, pay("5", "Authorized", ""));
    String refund =
        Sender.form(
            "TransactionId",
            "6",
            "PaymentTransactionId",
            "5",
            "Amount",
            "123.00",
            "DateTime",
            "2026-11-01 10:00:00");
    post(cloud, refund);

    awaitEvents("payment.refunded", 1);
    assertThat(payments())
        .extracting(one -> one.path("kind").asText() + " " + one.path("status").asText())
        .containsExactlyInAnyOrder("PURCHASE SUCCEEDED", "REFUND SUCCEEDED");
    assertThat(events("payment.succeeded")).hasSize(1);
  }

  @Test
  void aSubscriptionPastDueAndItsFailedChargeAreOneCard() {
    Sender cloud = cloud();
    post(
        cloud,
        Sender.form(
            "Id",
            "sc_1",
            "AccountId",
            phone,
            "Amount",
            "2990.00",
            "Status",
            "PastDue",
            "SuccessfulTransactionsNumber",
            "3",
            "FailedTransactionsNumber",
            "1"));
    awaitEvents("payment.failed", 1);
    post(
        cloud,
        pay("77", "Declined", "sc_1") + "&Reason=InsufficientFunds&ReasonCode=5051&StatusCode=5");

    await().atMost(Duration.ofSeconds(20)).until(() -> payments().size() == 1);
    assertThat(items("tasks").findValuesAsText("reason")).containsExactly("Оплата не прошла");
  }

  private void post(Sender cloud, String body) {
    HttpResponse<String> answer = cloud.post(Sender.FORM, body, "Content-HMAC", signed(body));
    assertThat(answer.body()).isEqualTo("{\"code\":0}");
  }

  private String pay(String id, String status, String subscription) {
    return Sender.form(
        "TransactionId",
        id,
        "Amount",
        "123.00",
        "Currency",
        "RUB",
        "InvoiceId",
        "42",
        "AccountId",
        phone,
        "SubscriptionId",
        subscription,
        "DateTime",
        "2015-11-17 23:06:17",
        "CardFirstSix",
        "411111",
        "AuthCode",
        "A1B2C3",
        "Status",
        status);
  }

  private static String signed(String body) {
    return SignedByCloudPayments.contentHmac("api-secret", body);
  }

  private static String told(String event, String object) {
    return "{\"type\": \"notification\", \"event\": \"" + event + "\", \"object\": " + object + "}";
  }

  private String payment(String status, boolean charge) {
    return """
    {"id": "%s", "status": "%s", "amount": {"value": "2990.00", "currency": "RUB"},
     "created_at": "2026-11-01T06:00:00.000Z", "metadata": {"client_id": "%d"},
     "payment_method": {"type": "bank_card", "id": "%s", "saved": %s}%s}"""
        .formatted(
            ID,
            status,
            client,
            ID,
            charge,
            status.equals("canceled")
                ? ", \"cancellation_details\": {\"party\": \"payment_network\", \"reason\":"
                    + " \"insufficient_funds\"}"
                : "");
  }

  private Sender yookassa() {
    return connect(
        "yookassa",
        "{\"baseUrl\": \"%s\", \"shopId\": \"%s\", \"secretKey\": \"%s\"}"
            .formatted(api.url(), SandboxYookassa.SHOP, SandboxYookassa.KEY));
  }

  private Sender cloud() {
    return connect("cloudpayments", "{\"publicId\": \"pk_1\", \"apiSecret\": \"api-secret\"}");
  }

  private Sender connect(String kind, String settings) {
    Answer made =
        admin.post(
            club.path("connections"),
            "{\"kind\": \"%s\", \"name\": \"Касса\", \"enabled\": true, \"settings\": %s}"
                .formatted(kind, settings));
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
    return new Sender(made.text("inUrl"));
  }

  private long client() {
    return admin
        .post(club.path("clients"), "{\"name\": \"Анна\", \"phones\": [\"" + phone + "\"]}")
        .id();
  }

  private void awaitEvents(String type, int count) {
    await().atMost(Duration.ofSeconds(20)).until(() -> events(type).size() == count);
  }

  private JsonNode events(String type) {
    return items("events?type=" + type);
  }

  private JsonNode payments() {
    return items("payments?clientId=" + client);
  }

  private List<String> states() {
    return items("inbox").findValuesAsText("state");
  }

  private JsonNode items(String path) {
    return admin.get(club.path(path)).json().path("items");
  }
}
