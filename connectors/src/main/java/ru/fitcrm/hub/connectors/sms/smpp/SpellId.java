package ru.fitcrm.hub.connectors.sms.smpp;

import java.math.BigInteger;
import ru.fitcrm.hub.connectors.sms.smpp.SmppSettings.Ids;

/** Brings a message's id to one spelling, wherever the SMSC tells it. */
final class SpellId {

  private final Ids ids;

  SpellId(Ids ids) {
    this.ids = ids;
  }

  /** As told when the message was taken, and in the parameter of a receipt. */
  String ofAnswer(String id) {
    return switch (ids) {
      case SAME -> id.strip();
      case HEX_THEN_DECIMAL -> number(id, 16);
      case DECIMAL_THEN_HEX -> number(id, 10);
    };
  }

  /** As told in the text of a receipt. */
  String ofReceipt(String id) {
    return switch (ids) {
      case SAME -> id.strip();
      case HEX_THEN_DECIMAL -> number(id, 10);
      case DECIMAL_THEN_HEX -> number(id, 16);
    };
  }

  /** In decimal without leading zeros; what is no number stays as it is. */
  private static String number(String id, int radix) {
    try {
      return new BigInteger(id.strip(), radix).toString();
    } catch (NumberFormatException e) {
      return id.strip();
    }
  }
}
