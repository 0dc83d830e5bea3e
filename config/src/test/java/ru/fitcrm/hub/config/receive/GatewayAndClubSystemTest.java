package ru.fitcrm.hub.config.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.HubUnderTest;
import ru.fitcrm.hub.config.testing.TestClub;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.sandbox.payment.SignedByCloudPayments;

/** A payment told by the gateway and by the club's system, in either order, is one. */
class GatewayAndClubSystemTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final AtomicLong NUMBERS = new AtomicLong(9_167_400_000L);
  private static final String TRANSACTION = "1701609";
  private static final String ORDER = "A-42";

  private final TestClub club = TestClub.make();
  private final ApiCaller admin = club.admin();
  private final ApiCaller system = HubUnderTest.shared().with("");
  private final String phone = "+7" + NUMBERS.incrementAndGet();
  private final String push = connect("onec-push", "{}");
  private final Sender cloud =
      new Sender(
          connect("cloudpayments", "{\"publicId\": \"pk_1\", \"apiSecret\": \"api-secret\"}"));
  private long client;

  @BeforeEach
  void personOfTheSystem() {
    await().atMost(SOON).until(this::isLive);
    push(
        """
        {"clients": [{"ref": "c-1", "version": 1, "name": "Анна", "phones": ["%s"]}]}"""
            .formatted(phone));
    client = items("clients?phone=" + phone.replace("+", "%2B")).path(0).path("id").asLong();
    assertThat(client).isPositive();
  }

  @ParameterizedTest(name = "told by {0} first, the system knows its {1}")
  @CsvSource({"gateway, transaction", "gateway, order", "system, transaction", "system, order"})
  void aPaymentToldTwiceIsOneRowAndOneEvent(String first, String by) {
    String known = by.equals("order") ? ORDER : TRANSACTION;

    tell(first, "Completed", "SUCCEEDED", "PURCHASE", known);

    assertThat(payments()).hasSize(1);
    assertThat(payments().get(0).path("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(events("payment.succeeded")).hasSize(1);
    assertThat(items("clients?phone=" + phone.replace("+", "%2B"))).hasSize(1);
  }

  @ParameterizedTest(name = "told by {0} first, the system knows its {1}")
  @CsvSource({"gateway, transaction", "gateway, order", "system, transaction", "system, order"})
  void aFailedChargeToldTwiceIsOneRowOneEventAndOneCard(String first, String by) {
    String known = by.equals("order") ? ORDER : TRANSACTION;

    tell(first, "Declined", "FAILED", "RECURRING", known);

    assertThat(payments()).hasSize(1);
    assertThat(events("payment.failed")).hasSize(1);
    assertThat(items("tasks").findValuesAsText("reason")).containsExactly("Оплата не прошла");
  }

  @Test
  void whatTheGatewayRepeatsAfterTheSystemTookThePaymentOverChangesNothing() {
    tell("gateway", "Completed", "SUCCEEDED", "PURCHASE", TRANSACTION);

    gateway("Completed", "PURCHASE", "again");

    assertThat(payments()).hasSize(1);
    assertThat(events("payment.succeeded")).hasSize(1);
  }

  @Test
  void aSecondTryOfTheSameOrderIsAPaymentOfItsOwn() {
    tell("gateway", "Declined", "FAILED", "PURCHASE", TRANSACTION);
    post(pay("1701610", "Completed", ""));

    await().atMost(SOON).until(() -> payments().size() == 2);
    assertThat(payments().findValuesAsText("status"))
        .containsExactlyInAnyOrder("FAILED", "SUCCEEDED");
    assertThat(events("payment.succeeded")).hasSize(1);
  }

  /** What a system tells before its connection is live is history, and no news. */
  private boolean isLive() {
    HubUnderTest hub = club.hub();
    return hub.get(ClubGate.class)
        .inClub(
            club.clubId(),
            () ->
                hub.get(JdbcClient.class)
                    .sql("select count(*) = 2 from connection where live_since is not null")
                    .query(Boolean.class)
                    .single());
  }

  private void tell(String first, String status, String told, String kind, String known) {
    if (first.equals("gateway")) {
      gateway(status, kind, "");
      await().atMost(SOON).until(() -> payments().size() == 1);
      payment(known, told, kind);
    } else {
      payment(known, told, kind);
      gateway(status, kind, "");
    }
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(items("inbox"))
                    .hasSize(3)
                    .allSatisfy(
                        row -> assertThat(row.path("state").asText()).isEqualTo("APPLIED")));
  }

  private void payment(String known, String status, String kind) {
    push(
        """
        {"payments": [{"ref": "p-1", "clientRef": "c-1", "kind": "%s", "amount": 123, "status": "%s",
                       "at": "%s", "transactionRef": "%s"}]}"""
            .formatted(kind, status, Instant.now().truncatedTo(ChronoUnit.MILLIS), known));
  }

  private void push(String packet) {
    Answer pushed = system.post(push, packet);
    assertThat(pushed.status()).isEqualTo(202);
    assertThat(pushed.json().path("rejected")).isEmpty();
  }

  private void gateway(String status, String kind, String note) {
    post(pay(TRANSACTION, status, kind.equals("RECURRING") ? "sc_1" : "") + "&Note=" + note);
  }

  private void post(String body) {
    HttpResponse<String> answer =
        cloud.post(
            Sender.FORM,
            body,
            "Content-HMAC",
            SignedByCloudPayments.contentHmac("api-secret", body));
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
        ORDER,
        "AccountId",
        phone,
        "SubscriptionId",
        subscription,
        "DateTime",
        "2026-11-01 10:00:00",
        "AuthCode",
        "A1B2C3",
        "Status",
        status);
  }

  private String connect(String kind, String settings) {
    Answer made =
        admin.post(
            club.path("connections"),
            "{\"kind\": \"%s\", \"name\": \"%s\", \"enabled\": true, \"settings\": %s}"
                .formatted(kind, kind, settings));
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
    return made.text("inUrl");
  }

  private JsonNode events(String type) {
    return items("events?type=" + type);
  }

  private JsonNode payments() {
    return items("payments?clientId=" + client);
  }

  private JsonNode items(String path) {
    return admin.get(club.path(path)).json().path("items");
  }
}
