package ru.fitcrm.hub.connectors.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.time.InstantSource;
import ru.fitcrm.hub.connectors.MessageChannel;
import ru.fitcrm.hub.core.message.TextToSend;
import ru.fitcrm.hub.core.outbox.Outcome;

/**
 * Sends a letter in a talk of its own. Cut before its last line, a letter was not taken and may be
 * sent again; cut after it, nobody knows: its Message-ID is the same in every attempt, and a person
 * can look for it in the server's log.
 */
final class SmtpChannel implements MessageChannel {

  private final SmtpSettings settings;
  private final WriteLetter write;
  private final InstantSource clock;

  SmtpChannel(SmtpSettings settings, InstantSource clock) {
    this.settings = settings;
    this.write = new WriteLetter(settings);
    this.clock = clock;
  }

  @Override
  public Outcome send(TextToSend message) {
    boolean utf8 = settings.needsUtf8() || Mailbox.needsUtf8(message.address());
    MimeMessage letter;
    try {
      letter = write.write(MailWay.session(settings, utf8), message, clock.instant());
    } catch (AddressException e) {
      return new Outcome.Rejected("address-invalid", "This is no e-mail address");
    } catch (MessagingException e) {
      return new Outcome.Rejected("letter-invalid", "No letter can be made of this message");
    }
    return send(MailWay.of(settings, utf8), letter, message, utf8);
  }

  private Outcome send(MailWay way, MimeMessage letter, TextToSend message, boolean utf8) {
    try {
      way.connect();
    } catch (MessagingException e) {
      return MailTrouble.ofConnecting(e).outcome();
    }
    try {
      if (utf8 && !way.takesUtf8()) {
        return settings.needsUtf8()
            ? MailTrouble.OWN_ADDRESS.outcome()
            : new Outcome.Rejected(
                "address-needs-smtputf8",
                "The address has other than Latin letters before the @, and this mail server takes none");
      }
      way.sendMessage(letter, letter.getAllRecipients());
      return new Outcome.Accepted(write.messageId(message));
    } catch (MessagingException e) {
      return MailTrouble.ofSending(e, way.isHandedOver());
    } finally {
      way.end();
    }
  }

  /** Every letter has a talk of its own. */
  @Override
  public void close() {}
}
