package ru.fitcrm.hub.connectors.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import ru.fitcrm.hub.core.outbox.Outcome;

/**
 * Why there was no way to the server. Its own words name people, so ours are used.
 *
 * @param code {@code login-refused}, {@code certificate}, {@code tls-missing}, {@code
 *     smtputf8-missing} or {@code unreachable}
 */
record MailTrouble(String code, String reason) {

  /** The club's own, given in the settings. */
  static final MailTrouble OWN_ADDRESS =
      new MailTrouble(
          "smtputf8-missing",
          "The mail server takes no address with other than Latin letters before the @: change from or replyTo");

  private static final String LOOK =
      "The server took the whole letter and did not answer. Look for its Message-ID in the"
          + " server's log before sending again";

  static MailTrouble ofConnecting(MessagingException thrown) {
    if (thrown instanceof AuthenticationFailedException) {
      return new MailTrouble("login-refused", "The mail server does not take this login");
    }
    List<Throwable> chain = chain(thrown);
    if (String.valueOf(thrown.getMessage()).contains("STARTTLS is required")) {
      return new MailTrouble("tls-missing", "The mail server offers no STARTTLS on this port");
    }
    if (chain.stream().anyMatch(SSLException.class::isInstance)
        || String.valueOf(thrown.getMessage()).contains("verify the server's identity")) {
      return new MailTrouble("certificate", "The mail server's certificate is not trusted");
    }
    return new MailTrouble("unreachable", "The mail server cannot be reached");
  }

  Outcome outcome() {
    return new Outcome.ConnectionDown(code, reason);
  }

  /**
   * @param handedOver whether the server had the whole letter by then
   */
  static Outcome ofSending(MessagingException thrown, boolean handedOver) {
    OptionalInt status = OptionalInt.empty();
    for (Throwable each : chain(thrown)) {
      if (each instanceof SMTPSenderFailedException sender && sender.getReturnCode() >= 500) {
        return new Outcome.ConnectionDown(
            "sender-refused", "The mail server does not let this account send from its address");
      }
      OptionalInt told = status(each);
      status = told.isPresent() ? told : status;
    }
    return status.isPresent() ? ofStatus(status.getAsInt()) : ofSilence(handedOver);
  }

  private static Outcome ofStatus(int status) {
    String code = "smtp-" + status;
    if (status == 421) {
      return new Outcome.RetryAt(null, code, "The mail server closes for now");
    }
    if (status == 530 || status == 534 || status == 535 || status == 538) {
      return new Outcome.ConnectionDown("login-refused", "The mail server wants a login first");
    }
    return status < 500
        ? new Outcome.RetryAt(null, code, "The mail server refuses it for now")
        : new Outcome.Rejected(code, "The mail server refuses it for good");
  }

  private static Outcome ofSilence(boolean handedOver) {
    return handedOver
        ? new Outcome.Unknown(LOOK)
        : new Outcome.RetryAt(
            null, "connection-cut", "The connection broke before the letter was whole");
  }

  /** Of those that carry one; of a silent server it is -1. */
  private static OptionalInt status(Throwable thrown) {
    int status =
        switch (thrown) {
          case SMTPAddressFailedException address -> address.getReturnCode();
          case SMTPSendFailedException send -> send.getReturnCode();
          case SMTPSenderFailedException sender -> sender.getReturnCode();
          default -> -1;
        };
    return status >= 400 ? OptionalInt.of(status) : OptionalInt.empty();
  }

  /** The deepest last: a refused address stands behind what was made of it. */
  private static List<Throwable> chain(MessagingException thrown) {
    List<Throwable> chain = new ArrayList<>();
    Throwable each = thrown;
    while (each != null && chain.size() < 20) {
      chain.add(each);
      each = each instanceof MessagingException mail ? mail.getNextException() : each.getCause();
    }
    return chain;
  }
}
