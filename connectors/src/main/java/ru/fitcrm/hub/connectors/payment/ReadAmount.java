package ru.fitcrm.hub.connectors.payment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** Reads the amount of a payment, with a dot or a comma. */
final class ReadAmount {

  private static final int MOST_DIGITS = 13;
  private static final int LONGEST = 40;
  private static final Pattern NUMBER =
      Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

  private ReadAmount() {}

  /**
   * @throws InvalidInput if it is none, or more than is ever paid
   */
  static BigDecimal of(String field, String told) {
    String text = told.strip().replace(',', '.');
    if (text.length() <= LONGEST && NUMBER.matcher(text).matches()) {
      BigDecimal amount = new BigDecimal(text).setScale(2, RoundingMode.HALF_UP);
      if (amount.precision() - amount.scale() <= MOST_DIGITS) {
        return amount;
      }
    }
    throw new InvalidInput(
        field,
        "payment.amount",
        field
            + " is no amount: a number from 0 with at most "
            + MOST_DIGITS
            + " digits before the dot is needed, for example 1500.00");
  }
}
