package ru.fitcrm.hub.connectors.payment;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.PaymentConnector.PaymentNews;
import ru.fitcrm.hub.connectors.http.ReadFields;
import ru.fitcrm.hub.core.contract.HeardPayment;
import ru.fitcrm.hub.core.contract.HeardPayment.Status;
import ru.fitcrm.hub.core.platform.InvalidInput;

/**
 * Understands what YooKassa's API says of a payment or a refund.
 *
 * @param payment fields of the payment, for a refund those of the payment it gives back
 */
record ReadYookassa(PayerFields where, ReadFields payment) {

  PaymentNews news(String type, JsonNode object) {
    return new PaymentNews.Paid("refund".equals(type) ? refund(object) : payment(object));
  }

  private HeardPayment payment(JsonNode object) {
    Status status =
        switch (object.path("status").asText()) {
          case "succeeded" -> Status.SUCCEEDED;
          case "canceled" -> Status.FAILED;
          default -> Status.WAITING;
        };
    String code = status == Status.FAILED ? code(object.path("cancellation_details")) : null;
    return new HeardPayment(
        object.path("id").asText(),
        where.order(payment),
        isCharge(object, status) ? "RECURRING" : "PURCHASE",
        status,
        amount(object),
        at(object.path(object.has("captured_at") ? "captured_at" : "created_at")),
        null,
        null,
        code,
        where.payer(payment));
  }

  /**
   * A charge uses a method saved by an earlier payment, whose id the method has; the payment that
   * saves it is the client's own act. One that failed has saved nothing itself.
   */
  private static boolean isCharge(JsonNode object, Status status) {
    JsonNode method = object.path("payment_method");
    boolean saved = method.path("saved").asBoolean();
    return saved
        && (status == Status.FAILED
            || !method.path("id").asText().equals(object.path("id").asText()));
  }

  private static @Nullable String code(JsonNode details) {
    String reason = details.path("reason").asText("");
    boolean own =
        details.path("party").asText("").equals("merchant")
            || reason.equals("canceled_by_merchant");
    return own ? HeardPayment.CANCELLED : reason.isEmpty() ? null : reason;
  }

  private HeardPayment refund(JsonNode object) {
    Status status =
        switch (object.path("status").asText()) {
          case "succeeded" -> Status.SUCCEEDED;
          case "canceled" -> Status.FAILED;
          default -> Status.WAITING;
        };
    return new HeardPayment(
        object.path("id").asText(),
        where.order(payment),
        "REFUND",
        status,
        amount(object),
        at(object.path("created_at")),
        object.path("payment_id").asText(null),
        null,
        // A refund that came to nothing is no failed payment of the client's.
        status == Status.FAILED ? HeardPayment.CANCELLED : null,
        where.payer(payment));
  }

  private static BigDecimal amount(JsonNode object) {
    return ReadAmount.of("amount.value", object.path("amount").path("value").asText());
  }

  private static Instant at(JsonNode time) {
    try {
      return Instant.parse(time.asText());
    } catch (DateTimeParseException e) {
      throw new InvalidInput("created_at", "payment.time", "The payment has no time in created_at");
    }
  }
}
