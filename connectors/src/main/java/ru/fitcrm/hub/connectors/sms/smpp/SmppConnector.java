package ru.fitcrm.hub.connectors.sms.smpp;

import java.io.IOException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import org.jsmpp.session.SMPPSession;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.MessageChannel;
import ru.fitcrm.hub.connectors.MessageConnector;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.connection.TestReport.Step;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.message.Channel;
import ru.fitcrm.hub.core.message.ChannelNews;

/** Kind {@code smpp}. */
@Component
class SmppConnector implements MessageConnector<SmppSettings> {

  private static final Step REACHED = new Step("reach", true, "The SMSC answers", null);

  /** Stands for a sender the operator does not name. */
  private static final String NOBODY = "?";

  private final InstantSource clock;

  /** Times of arrivals are the world's, not the club's movable clock's. */
  SmppConnector() {
    this(Clock.systemUTC());
  }

  SmppConnector(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "smpp";
  }

  @Override
  public Class<SmppSettings> settingsType() {
    return SmppSettings.class;
  }

  @Override
  public Channel channel(SmppSettings settings) {
    return Channel.SMS;
  }

  @Override
  public MessageChannel open(SmppSettings settings, Arrivals arrivals) {
    return new SmppChannel(settings, arrivals, clock);
  }

  @Override
  public List<ChannelNews> read(SmppSettings settings, RawBody body) {
    Arrived arrived = Arrived.read(body);
    return switch (arrived.kind()) {
      case PART -> List.of();
      case RECEIPT -> List.of(ReadReceipt.of(arrived, new SpellId(settings.ids())));
      case TEXT -> List.of(written(arrived));
    };
  }

  private static ChannelNews.Written written(Arrived arrived) {
    String source = arrived.source().isBlank() ? NOBODY : arrived.source();
    return new ChannelNews.Written(
        arrived.id(), Channel.SMS, source, null, null, arrived.text(), null);
  }

  /** Binds as production does; an SMSC that lets only one bind in may refuse while that is up. */
  @Override
  public TestReport test(SmppSettings settings) {
    try {
      SMPPSession session =
          SmppLine.bind(
              settings,
              new TakeArrivals(
                  (id, body) -> {
                    // Whatever comes just now is refused, so that the SMSC brings it again.
                    throw new IllegalStateException("This is a test");
                  },
                  clock));
      session.unbindAndClose();
      return TestReport.of(List.of(REACHED, new Step("login", true, "Bound", null)));
    } catch (IOException e) {
      return TestReport.of(steps(SmppLine.down(e)));
    }
  }

  private static List<Step> steps(SmppLine.Down down) {
    String hint = "smpp." + down.code();
    return switch (down.code()) {
      case "unreachable", "timeout", "certificate" ->
          List.of(new Step("reach", false, down.reason(), hint));
      default -> List.of(REACHED, new Step("login", false, down.reason(), hint));
    };
  }
}
