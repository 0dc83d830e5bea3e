package ru.fitcrm.hub.connectors.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.message.Purpose;
import ru.fitcrm.hub.core.message.TextToSend;

/** Makes a letter of a message: the same Message-ID in every attempt. */
final class WriteLetter {

  private static final String UTF8 = StandardCharsets.UTF_8.name();

  private final SmtpSettings settings;

  WriteLetter(SmtpSettings settings) {
    this.settings = settings;
  }

  /** The same in every attempt, so that receivers can tell a repetition. */
  String messageId(TextToSend message) {
    return "<hub-" + message.id() + "@" + settings.domain() + ">";
  }

  /**
   * @throws AddressException if the address is none
   */
  MimeMessage write(Session session, TextToSend message, Instant now) throws MessagingException {
    Letter letter = new Letter(session, messageId(message));
    letter.setFrom(mailbox(settings.from(), settings.fromName()));
    letter.setRecipient(Message.RecipientType.TO, Mailbox.of(message.address()));
    if (settings.replyTo() != null) {
      letter.setReplyTo(new InternetAddress[] {Mailbox.of(settings.replyTo())});
    }
    letter.setSubject(subject(message), UTF8);
    letter.setSentDate(Date.from(now));
    letter.setText(message.words(), UTF8);
    letter.setHeader("Auto-Submitted", "auto-generated");
    if (message.purpose() == Purpose.AD) {
      addUnsubscribe(letter);
    }
    letter.saveChanges();
    return letter;
  }

  /** A line break would begin a header of somebody else's. */
  private String subject(TextToSend message) {
    String given = message.subject();
    String name = settings.fromName() == null ? settings.domain() : settings.fromName();
    return given == null || given.isBlank() ? name : given.replaceAll("[\\r\\n]+", " ").strip();
  }

  private void addUnsubscribe(Letter letter) throws MessagingException {
    String where =
        Mailbox.link(settings.unsubscribe() == null ? settings.from() : settings.unsubscribe());
    letter.setHeader("Precedence", "bulk");
    letter.setHeader(
        "List-Unsubscribe",
        "<" + where + (where.startsWith("http") ? ">" : "?subject=unsubscribe>"));
  }

  private static InternetAddress mailbox(String address, @Nullable String name)
      throws MessagingException {
    try {
      return new InternetAddress(Mailbox.inAscii(address), name, UTF8);
    } catch (UnsupportedEncodingException e) {
      throw new MessagingException("Every Java has UTF-8", e);
    }
  }

  /** Keeps the id it was given; otherwise every saving makes another. */
  private static final class Letter extends MimeMessage {

    private final String id;

    Letter(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
