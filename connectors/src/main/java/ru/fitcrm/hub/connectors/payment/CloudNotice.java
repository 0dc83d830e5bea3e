package ru.fitcrm.hub.connectors.payment;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.http.ReadFields;

/** Which of CloudPayments' notifications it is: the body does not say, the address may. */
enum CloudNotice {
  CHECK,
  PAY,
  FAIL,
  CONFIRM,
  REFUND,
  RECURRENT,
  CANCEL;

  private static final Set<String> ENDED = Set.of("declined", "cancelled", "rejected");

  /**
   * @param told the parameter {@code type} of the address, null if it has none
   */
  static CloudNotice of(@Nullable String told, ReadFields fields) {
    for (CloudNotice each : values()) {
      if (each.name().equalsIgnoreCase(told)) {
        return each;
      }
    }
    return byShape(fields);
  }

  private static CloudNotice byShape(ReadFields fields) {
    if (has(fields, "SuccessfulTransactionsNumber") || has(fields, "FailedTransactionsNumber")) {
      return RECURRENT;
    }
    if (has(fields, "PaymentTransactionId")) {
      return REFUND;
    }
    String status = fields.at("Status").orElse("").toLowerCase(Locale.ROOT);
    if (has(fields, "ReasonCode") || ENDED.contains(status)) {
      return FAIL;
    }
    if (has(fields, "AuthCode") || has(fields, "Token")) {
      return PAY;
    }
    return status.isEmpty() && !has(fields, "CardFirstSix") ? CANCEL : CHECK;
  }

  private static boolean has(ReadFields fields, String name) {
    return fields.at(name).isPresent();
  }
}
