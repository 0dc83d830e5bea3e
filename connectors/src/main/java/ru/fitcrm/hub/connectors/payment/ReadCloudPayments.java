package ru.fitcrm.hub.connectors.payment;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.PaymentConnector.PaymentNews;
import ru.fitcrm.hub.connectors.http.ReadFields;
import ru.fitcrm.hub.core.contract.HeardPayment;
import ru.fitcrm.hub.core.contract.HeardPayment.Status;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** Understands one notification of CloudPayments. */
record ReadCloudPayments(PayerFields where, ReadFields fields) {

  private static final Set<String> CHARGE_FAILED = Set.of("PastDue", "Rejected");

  PaymentNews news(CloudNotice notice) {
    return switch (notice) {
      case CHECK -> new PaymentNews.Nothing();
      case PAY -> new PaymentNews.Paid(paid(status(), null));
      case CONFIRM -> new PaymentNews.Paid(paid(Status.SUCCEEDED, null));
      case FAIL -> new PaymentNews.Paid(paid(Status.FAILED, code()));
      case CANCEL -> new PaymentNews.Paid(paid(Status.FAILED, HeardPayment.CANCELLED));
      case REFUND -> new PaymentNews.Paid(refund());
      case RECURRENT -> recurrent();
    };
  }

  /** A payment in two steps is only authorized at first. */
  private Status status() {
    return fields.at("Status").orElse("").equals("Authorized") ? Status.WAITING : Status.SUCCEEDED;
  }

  private @Nullable String code() {
    return fields.at("Reason").or(() -> fields.at("ReasonCode")).orElse(null);
  }

  private HeardPayment paid(Status status, @Nullable String code) {
    return new HeardPayment(
        id("TransactionId"),
        where.order(fields),
        isCharge() ? "RECURRING" : "PURCHASE",
        status,
        amount(),
        at(),
        null,
        code,
        where.payer(fields));
  }

  private boolean isCharge() {
    return fields.at("SubscriptionId").isPresent()
        || fields.at("Data.cloudPayments.recurrent.interval").isPresent();
  }

  private HeardPayment refund() {
    return new HeardPayment(
        id("TransactionId"),
        where.order(fields),
        "REFUND",
        Status.SUCCEEDED,
        amount(),
        at(),
        fields.at("PaymentTransactionId").orElse(null),
        null,
        where.payer(fields));
  }

  private PaymentNews recurrent() {
    String status = fields.at("Status").orElse("");
    if (!CHARGE_FAILED.contains(status)) {
      return new PaymentNews.Nothing();
    }
    String subscription = id("Id");
    long number =
        fields
            .at("FailedTransactionsNumber")
            .filter(text -> text.matches("\\d{1,9}"))
            .map(Long::parseLong)
            .orElse(0L);
    HeardPayment charge =
        new HeardPayment(
            subscription,
            null,
            "RECURRING",
            Status.FAILED,
            amount(),
            Instant.EPOCH,
            null,
            status,
            where.payer(fields));
    return new PaymentNews.ChargeFailed(subscription, number, charge);
  }

  private String id(String field) {
    return fields
        .at(field)
        .orElseThrow(
            () ->
                new InvalidInput(
                    field,
                    "payment.no-id",
                    "The notification has no " + field + ": not a payment"));
  }

  /** With a dot; some spell it with a comma. */
  private BigDecimal amount() {
    Optional<String> told = fields.at("Amount");
    try {
      return new BigDecimal(told.orElse("").replace(',', '.'));
    } catch (NumberFormatException e) {
      throw new InvalidInput("Amount", "payment.amount", "The notification has no Amount");
    }
  }

  /** UTC, without saying so. */
  private Instant at() {
    String told = fields.at("DateTime").orElse("").replace(' ', 'T').replaceFirst("Z$", "");
    try {
      return LocalDateTime.parse(told).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new InvalidInput("DateTime", "payment.time", "The notification has no DateTime");
    }
  }
}
