package ru.fitcrm.hub.connectors.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ru.fitcrm.hub.connectors.PaymentConnector.GatewaySilent;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.sandbox.payment.SandboxYookassa;

class YookassaConnectorTest {

  private static final String ID = "22d6d597-000f-5000-9000-145f6df21d6f";

  private final SandboxYookassa api = SandboxYookassa.start(0);
  private final YookassaConnector yookassa = new YookassaConnector();
  private final YookassaSettings settings =
      YookassaSettings.read(
          api.url(), SandboxYookassa.SHOP, SandboxYookassa.KEY, null, null, null, null, null);

  @AfterEach
  void close() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "<html>502</html>", "{}", "{\"id\": \"another\"}"})
  void anAnswerThatIsNotThePaymentAskedForIsNoAnswer(String answer) {
    api.put("payments/" + ID, answer);

    assertThatThrownBy(() -> yookassa.ask(settings, told("payment.succeeded")))
        .isInstanceOfSatisfying(
            GatewaySilent.class, silent -> assertThat(silent.code()).isEqualTo("gateway.trouble"));
  }

  @ParameterizedTest
  @CsvSource({
    "payment.succeeded, pending, true",
    "payment.succeeded, waiting_for_capture, true",
    "payment.canceled, pending, true",
    "payment.waiting_for_capture, pending, true",
    "payment.waiting_for_capture, succeeded, false",
    "payment.succeeded, succeeded, false",
    "payment.succeeded, canceled, false",
    "refund.succeeded, pending, true",
    "refund.succeeded, succeeded, false"
  })
  void anApiThatComesBehindItsNotificationIsToBeAskedAgain(
      String event, String status, boolean again) {
    String things = event.startsWith("refund") ? "refunds/" : "payments/";
    api.put(things + ID, "{\"id\": \"%s\", \"status\": \"%s\"}".formatted(ID, status));

    assertThat(yookassa.ask(settings, told(event)).notYet() != null).isEqualTo(again);
  }

  private static RawBody told(String event) {
    return RawBody.json("{\"event\": \"%s\", \"object\": {\"id\": \"%s\"}}".formatted(event, ID));
  }
}
