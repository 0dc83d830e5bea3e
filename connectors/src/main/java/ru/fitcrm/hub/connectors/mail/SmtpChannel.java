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
    MimeMessage letter;
    try {
      letter = write.write(MailWay.session(settings), message, clock.instant());
    } catch (AddressException e) {
      return new Outcome.Rejected("address-invalid", "This is no e-mail address");
    } catch (MessagingException e) {
      return new Outcome.Rejected("letter-invalid", "No letter can be made of this message");
    }
    MailWay way = MailWay.of(settings);
    try {
      way.connect();
    } catch (MessagingException e) {
      return MailTrouble.ofConnecting(e).outcome();
    }
    try {
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
