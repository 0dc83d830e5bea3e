package ru.fitcrm.hub.connectors.sms.smsru;

import java.util.Map;
import ru.fitcrm.hub.core.message.ChannelNews.Stage;
import ru.fitcrm.hub.core.outbox.Outcome;

/** What sms.ru's status codes mean for a message. Its texts name numbers, so words are our own. */
final class NameCode {

  /** Codes that say a number must not be written to any more. */
  private static final String DO_NOT_WRITE = "do-not-write";

  private static final Map<Integer, String> OF_THE_ACCOUNT =
      Map.of(
          200, "The api_id is wrong: copy it anew from the account",
          201, "There is no money on the account: top it up",
          206, "The account's limit of messages a day is used up",
          221, "The account has no letter sender of its own yet: register one at sms.ru",
          300, "The token has expired",
          301, "The login or password is wrong",
          302, "The account is not confirmed yet");

  private static final Map<Integer, String> OF_THE_MESSAGE =
      Map.ofEntries(
          Map.entry(202, "The number is wrong, or no operator serves it"),
          Map.entry(203, "The text is empty"),
          Map.entry(204, "The sender is not approved: see the list of senders at sms.ru"),
          Map.entry(205, "The text is too long"),
          Map.entry(207, "Messages cannot be sent to this number"),
          Map.entry(208, "The time is wrong"),
          Map.entry(214, "Numbers abroad are switched off in the account"),
          Map.entry(216, "The text has a forbidden word"),
          Map.entry(217, "The text lacks a phrase that is obligatory for this sender"),
          Map.entry(230, "The limit of messages a day to this number is used up"),
          Map.entry(231, "The same text went to this number within the last minute"),
          Map.entry(232, "The same text went to this number within the last day"),
          Map.entry(233, "Too many messages with one text went to this number"),
          Map.entry(550, "The country of this number is blocked in the account"));

  private NameCode() {}

  /** Of a refusal to take a message. */
  static Outcome refusal(int code) {
    String stable = "smsru-" + code;
    if (code == 220 || code == 500) {
      return new Outcome.RetryAt(null, stable, "The gateway is busy and asks to repeat");
    }
    if (code == 209 || code == 215) {
      return new Outcome.Rejected(DO_NOT_WRITE, "The number is in a stop list: do not write to it");
    }
    String account = OF_THE_ACCOUNT.get(code);
    if (account != null) {
      return new Outcome.ConnectionDown(stable, account);
    }
    return new Outcome.Rejected(
        stable, OF_THE_MESSAGE.getOrDefault(code, "The gateway refused the message"));
  }

  /** Of a message taken before. */
  static Stage stage(int code) {
    return switch (code) {
      case 100, 101, 102 -> Stage.ACCEPTED;
      case 103 -> Stage.DELIVERED;
      case 110 -> Stage.READ;
      default -> Stage.FAILED;
    };
  }

  /** Why a message taken before did not arrive. */
  static String failure(int code) {
    return switch (code) {
      case -1 -> "The gateway does not know the message";
      case 104 -> "It could not be delivered in time";
      case 105 -> "The operator deleted it";
      case 106 -> "The phone could not take it";
      case 108 -> "It was declined";
      case 150 -> "No operator serves the number";
      default -> "It was not delivered, the reason is unknown";
    };
  }
}
