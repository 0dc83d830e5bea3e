package ru.fitcrm.hub.connectors.mail;

import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.MessageChannel;
import ru.fitcrm.hub.connectors.MessageConnector;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.connection.TestReport.Step;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.message.Channel;
import ru.fitcrm.hub.core.message.ChannelNews;

/** Kind {@code smtp}: letters go out; answers go to the address they are to be sent to. */
@Component
class SmtpConnector implements MessageConnector<SmtpSettings> {

  private static final Step REACHED = new Step("reach", true, "The mail server answers", null);

  private final InstantSource clock;

  /** A letter bears the time of the world, not of the club's movable clock. */
  SmtpConnector() {
    this(Clock.systemUTC());
  }

  SmtpConnector(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "smtp";
  }

  @Override
  public Class<SmtpSettings> settingsType() {
    return SmtpSettings.class;
  }

  @Override
  public Channel channel(SmtpSettings settings) {
    return Channel.EMAIL;
  }

  @Override
  public MessageChannel open(SmtpSettings settings, Arrivals arrivals) {
    return new SmtpChannel(settings, clock);
  }

  /** Nothing comes in this way. */
  @Override
  public List<ChannelNews> read(SmtpSettings settings, RawBody body) {
    return List.of();
  }

  @Override
  public TestReport test(SmtpSettings settings) {
    MailWay way = MailWay.of(settings, settings.needsUtf8());
    try {
      way.connect();
      if (settings.needsUtf8() && !way.takesUtf8()) {
        return TestReport.of(steps(MailTrouble.OWN_ADDRESS));
      }
      String secured = way.isSSL() ? "TLS" : "without TLS";
      return TestReport.of(List.of(REACHED, new Step("login", true, "Accepted, " + secured, null)));
    } catch (MessagingException e) {
      return TestReport.of(steps(MailTrouble.ofConnecting(e)));
    } finally {
      way.end();
    }
  }

  private static List<Step> steps(MailTrouble trouble) {
    String hint = "smtp." + trouble.code();
    return switch (trouble.code()) {
      case "login-refused", "smtputf8-missing" ->
          List.of(REACHED, new Step("login", false, trouble.reason(), hint));
      default -> List.of(new Step("reach", false, trouble.reason(), hint));
    };
  }
}
