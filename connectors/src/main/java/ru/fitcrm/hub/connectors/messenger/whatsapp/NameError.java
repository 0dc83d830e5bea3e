package ru.fitcrm.hub.connectors.messenger.whatsapp;

import java.time.Duration;
import java.time.Instant;
import ru.fitcrm.hub.core.outbox.Outcome;

/** What Meta's codes mean. Its titles change and contradict each other: only the code counts. */
final class NameError {

  private NameError() {}

  static Outcome outcome(int code, Instant now) {
    String stable = "whatsapp-" + code;
    return switch (code) {
      case 1, 2, 4, 80007, 130429, 131000, 131016, 133004, 133016, 135000 ->
          new Outcome.RetryAt(null, stable, "WhatsApp takes no more for now");
      case 131056 ->
          new Outcome.RetryAt(
              now.plusSeconds(6), stable, "Too many messages to one person within seconds");
      case 131049 ->
          new Outcome.RetryAt(
              now.plus(Duration.ofHours(24)), stable, "WhatsApp spares this person for a day");
      case 131050 ->
          new Outcome.Rejected("do-not-write", "The person has stopped advertising in WhatsApp");
      default ->
          stopsAll(code)
              ? new Outcome.ConnectionDown(stable, account(code))
              : new Outcome.Rejected(stable, words(code));
    };
  }

  private static boolean stopsAll(int code) {
    return switch (code) {
      case 0, 3, 10, 190, 368, 130497, 131031, 131042, 131045, 131048, 131057, 131064 -> true;
      default -> code >= 200 && code <= 299;
    };
  }

  private static String account(int code) {
    return switch (code) {
      case 0, 190 -> "The access token is not accepted: make another";
      case 131042 -> "Meta wants the account's payment settled";
      case 131048, 131064 -> "Meta has limited the account for now";
      default -> "Meta does not let this account send";
    };
  }

  /** Why a message does not arrive, in words without the person's data. */
  static String words(int code) {
    return switch (code) {
      case 131047 -> "24 hours have passed since the person wrote: only a template may be sent";
      case 131026 -> "The person cannot be reached by WhatsApp";
      case 130472 -> "Meta leaves this person out of an experiment: use another channel";
      case 132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016 ->
          "The template is wrong, paused or not approved: look at it at Meta";
      case 131050 -> "The person has stopped advertising in WhatsApp";
      default -> "WhatsApp refused the message";
    };
  }
}
