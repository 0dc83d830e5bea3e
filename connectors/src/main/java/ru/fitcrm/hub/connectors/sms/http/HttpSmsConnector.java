package ru.fitcrm.hub.connectors.sms.http;

import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.InRequest;
import ru.fitcrm.hub.connectors.MessageChannel;
import ru.fitcrm.hub.connectors.MessageConnector;
import ru.fitcrm.hub.connectors.ReceivingConnector;
import ru.fitcrm.hub.connectors.Reply;
import ru.fitcrm.hub.connectors.described.DescribedChannel;
import ru.fitcrm.hub.connectors.described.ReadDescribed;
import ru.fitcrm.hub.connectors.described.TryDescribed;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.inbox.Handled;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.message.Channel;
import ru.fitcrm.hub.core.message.ChannelNews;

/** Kind {@code http-sms}, presets SMSC and KANNEL. */
@Component
class HttpSmsConnector
    implements MessageConnector<HttpSmsSettings>, ReceivingConnector<HttpSmsSettings> {

  private static final int MAX_BYTES = 256 * 1024;

  private final InstantSource clock;

  /** Paces are real time, so the system's clock, not the club's movable one. */
  HttpSmsConnector() {
    this(Clock.systemUTC());
  }

  HttpSmsConnector(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "http-sms";
  }

  @Override
  public Class<HttpSmsSettings> settingsType() {
    return HttpSmsSettings.class;
  }

  @Override
  public Channel channel(HttpSmsSettings settings) {
    return Channel.SMS;
  }

  @Override
  public TestReport test(HttpSmsSettings settings) {
    return TryDescribed.of(settings.gateway());
  }

  @Override
  public MessageChannel open(HttpSmsSettings settings, Arrivals arrivals) {
    return new DescribedChannel(settings.gateway(), clock);
  }

  @Override
  public List<ChannelNews> read(HttpSmsSettings settings, RawBody body) {
    return new ReadDescribed(settings.gateway()).news(body);
  }

  @Override
  public int maxBytes() {
    return MAX_BYTES;
  }

  /** Kannel and many others tell by GET. */
  @Override
  public boolean hearsGet() {
    return true;
  }

  @Override
  public Hearing hear(HttpSmsSettings settings, InRequest request) {
    return new ReadDescribed(settings.gateway()).hear(request);
  }

  /** What was taken is answered in the gateway's own way. */
  @Override
  public Reply serve(HttpSmsSettings settings, InRequest request, Supplier<Reply> take) {
    Reply reply = take.get();
    return reply.status() == 200 ? new ReadDescribed(settings.gateway()).reply() : reply;
  }

  @Override
  public Reply reply(@Nullable Handled handled) {
    return Reply.text(200, "OK");
  }
}
