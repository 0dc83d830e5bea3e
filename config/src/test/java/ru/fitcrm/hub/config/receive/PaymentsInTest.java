package ru.fitcrm.hub.config.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    api.put("payments/" + ID, payment("succeeded", false));

    awaitEvents("payment.succeeded", 1);
    assertThat(payments()).hasSize(1);
    assertThat(payments().get(0).path("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(states()).containsExactly("APPLIED");
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
    api.put("payments/" + ID, "<html>Technical works</html>");
    api.troubleWith(0);
    await().atMost(Duration.ofSeconds(20)).until(() -> api.asked() > 1);
    assertThat(states()).containsExactly("RECEIVED");
    api.put("payments/" + ID, payment("succeeded", false));

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

  @ParameterizedTest(name = "{0} first")
  @ValueSource(strings = {"subscription", "payment", "neither"})
  void aFailedChargeToldOfItsSubscriptionAndAsAPaymentIsOneEventEachTime(String first)
      throws InterruptedException {
    Sender cloud = cloud();

    tellTwice(cloud, first, 3, 1);
    assertThat(events("payment.failed")).as("two subscriptions").hasSize(2);
    tellTwice(cloud, first, 4, 1);
    assertThat(events("payment.failed")).as("after a success it counts anew").hasSize(4);
    tellTwice(cloud, first, 4, 2);
    assertThat(events("payment.failed")).as("the gateway tries again").hasSize(6);

    assertThat(payments()).hasSize(6);
    assertThat(items("tasks").findValuesAsText("reason")).containsExactly("Оплата не прошла");
  }

  /** Of two subscriptions, each time. */
  private void tellTwice(Sender cloud, String first, int good, int bad)
      throws InterruptedException {
    int before = states().size();
    List<Thread> all = new ArrayList<>();
    for (String subscription : List.of("sc_1", "sc_2")) {
      String id = subscription.substring(3) + good + bad;
      Runnable asPayment =
          () ->
              post(
                  cloud,
                  pay(id, "Declined", subscription) + "&Reason=InsufficientFunds&ReasonCode=5051");
      Runnable ofSubscription = () -> post(cloud, pastDue(subscription, good, bad));
      Thread one = Thread.ofVirtual().start(first.equals("payment") ? asPayment : ofSubscription);
      if (!first.equals("neither")) {
        one.join();
        awaitApplied(before + all.size() + 1);
      }
      Thread other = Thread.ofVirtual().start(first.equals("payment") ? ofSubscription : asPayment);
      all.addAll(List.of(one, other));
      if (!first.equals("neither")) {
        other.join();
        awaitApplied(before + all.size());
      }
    }
    for (Thread each : all) {
      each.join();
    }
    awaitApplied(before + 4);
  }

  private void awaitApplied(int count) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> states().equals(Collections.nCopies(count, "APPLIED")));
  }

  private String pastDue(String subscription, int good, int bad) {
    return Sender.form(
        "Id",
        subscription,
        "AccountId",
        phone,
        "Amount",
        "123.00",
        "Status",
        "PastDue",
        "SuccessfulTransactionsNumber",
        "" + good,
        "FailedTransactionsNumber",
        "" + bad);
  }

  @ParameterizedTest(name = "the first is gone by then: {0}")
  @ValueSource(booleans = {false, true})
  void aPaymentToldByTwoConnectionsToOneShopIsOneRowThatGoesOn(boolean gone) {
    Sender first = cloud();
    long connection = items("connections").get(0).path("id").asLong();
    post(first, pay("7", "Authorized", ""));
    awaitApplied(1);
    Sender second = cloud();
    if (gone) {
      assertThat(admin.delete(club.path("connections/" + connection)).status()).isLessThan(300);
    }

    post(second, pay("7", "Completed", ""));
    awaitApplied(2);

    assertThat(payments()).hasSize(1);
    assertThat(payments().get(0).path("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(events("payment.succeeded")).hasSize(1);
  }

  @Test
  void anAmountTooLargeIsRejectedAtOnce() {
    post(cloud(), pay("8", "Completed", "").replace("123.00", "1e400"));

    await().atMost(Duration.ofSeconds(20)).until(() -> states().contains("REJECTED"));
    assertThat(items("inbox").get(0).path("reasonCode").asText()).isEqualTo("payment.amount");
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
