package ru.fitcrm.hub.connectors.payment;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
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
        isCharge(status) ? "RECURRING" : "PURCHASE",
        status,
        amount(),
        at(),
        null,
        fields.at("SubscriptionId").orElse(null),
        code,
        where.payer(fields));
  }

  /** The payment a subscription begins with is the client's own act; one that failed began none. */
  private boolean isCharge(Status status) {
    return fields.at("SubscriptionId").isPresent()
        || (status == Status.FAILED
            && fields.at("Data.cloudPayments.recurrent.interval").isPresent());
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
        null,
        where.payer(fields));
  }

  private PaymentNews recurrent() {
    String status = fields.at("Status").orElse("");
    if (!CHARGE_FAILED.contains(status)) {
      return new PaymentNews.Nothing();
    }
    String subscription = id("Id");
    HeardPayment charge =
        new HeardPayment(
            subscription,
            null,
            "RECURRING",
            Status.FAILED,
            amount(),
            Instant.EPOCH,
            null,
            subscription,
            status,
            where.payer(fields));
    return new PaymentNews.ChargeFailed(subscription, failure(), charge);
  }

  /** Failures are counted from zero again after each success. */
  private String failure() {
    return count("SuccessfulTransactionsNumber") + ":" + count("FailedTransactionsNumber");
  }

  private long count(String field) {
    return fields
        .at(field)
        .filter(text -> text.matches("\\d{1,9}"))
        .map(Long::parseLong)
        .orElse(0L);
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

  private BigDecimal amount() {
    return ReadAmount.of("Amount", fields.at("Amount").orElse(""));
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
