package ru.fitcrm.hub.connectors.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import ru.fitcrm.hub.connectors.http.TrustedCertificate;

/** A talk with the server about one letter; it notes when the letter may have been taken. */
final class MailWay extends SMTPTransport {

  private boolean handedOver;

  private MailWay(Session session, URLName to, boolean tls) {
    super(session, to, "smtp", tls);
  }

  /**
   * Reaches for nothing yet.
   *
   * @param utf8 whether an address needs SMTPUTF8
   */
  static MailWay of(SmtpSettings settings, boolean utf8) {
    URLName to =
        new URLName(
            "smtp",
            settings.host(),
            settings.port(),
            null,
            settings.username(),
            settings.password());
    return new MailWay(
        session(settings, utf8), to, settings.security() == SmtpSettings.Security.TLS);
  }

  static Session session(SmtpSettings settings, boolean utf8) {
    String patience = String.valueOf(settings.timeoutSeconds() * 1_000);
    boolean startTls = settings.security() == SmtpSettings.Security.STARTTLS;
    Properties way = new Properties();
    way.put("mail.smtp.starttls.enable", String.valueOf(startTls));
    way.put("mail.smtp.starttls.required", String.valueOf(startTls));
    way.put("mail.smtp.ssl.checkserveridentity", "true");
    way.put("mail.smtp.auth", String.valueOf(settings.username() != null));
    way.put("mail.smtp.connectiontimeout", patience);
    way.put("mail.smtp.timeout", patience);
    way.put("mail.smtp.writetimeout", patience);
    way.put("mail.smtp.localhost", settings.domain());
    way.put("mail.mime.allowutf8", String.valueOf(utf8));
    if (settings.trustedCertificate() != null) {
      way.put("mail.smtp.ssl.socketFactory", trusting(settings.trustedCertificate()));
    }
    return Session.getInstance(way);
  }

  private static javax.net.ssl.SSLSocketFactory trusting(String pem) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, TrustedCertificate.of(pem), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "The trusted certificate cannot be read: paste it anew", e);
    }
  }

  /** From here on the server has the whole letter, whatever becomes of its answer. */
  @Override
  protected void finishData() throws IOException, MessagingException {
    handedOver = true;
    super.finishData();
  }

  /** Of a server that has been reached. */
  boolean takesUtf8() {
    return supportsExtension("SMTPUTF8");
  }

  boolean isHandedOver() {
    return handedOver;
  }

  /** A goodbye that fails changes nothing. */
  void end() {
    try {
      close();
    } catch (MessagingException e) {
      // The letter's fate is known already.
    }
  }
}
