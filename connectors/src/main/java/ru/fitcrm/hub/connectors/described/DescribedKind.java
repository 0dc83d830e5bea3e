package ru.fitcrm.hub.connectors.described;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.InRequest;
import ru.fitcrm.hub.connectors.MessageChannel;
import ru.fitcrm.hub.connectors.MessageConnector;
import ru.fitcrm.hub.connectors.ReceivingConnector;
import ru.fitcrm.hub.connectors.Reply;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.inbox.Handled;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.message.Channel;
import ru.fitcrm.hub.core.message.ChannelNews;

/** A kind whose settings say all there is to know of its gateway. */
public abstract class DescribedKind<S extends Record>
    implements MessageConnector<S>, ReceivingConnector<S> {

  private static final int MAX_BYTES = 1024 * 1024;

  private final InstantSource clock;

  protected DescribedKind(InstantSource clock) {
    this.clock = clock;
  }

  /** The gateway these settings describe. */
  protected abstract Gateway gateway(S settings);

  @Override
  public final Channel channel(S settings) {
    return gateway(settings).channel();
  }

  @Override
  public final TestReport test(S settings) {
    return TryDescribed.of(gateway(settings));
  }

  @Override
  public final MessageChannel open(S settings, Arrivals arrivals) {
    return new DescribedChannel(gateway(settings), clock);
  }

  @Override
  public final List<ChannelNews> read(S settings, RawBody body) {
    return new ReadDescribed(gateway(settings)).news(body);
  }

  @Override
  public final int maxBytes() {
    return MAX_BYTES;
  }

  @Override
  public final Hearing hear(S settings, InRequest request) {
    return new ReadDescribed(gateway(settings)).hear(request, clock.instant());
  }

  /** What was taken is answered in the gateway's own way. */
  @Override
  public final Reply serve(S settings, InRequest request, Supplier<Reply> take) {
    Reply reply = take.get();
    return reply.status() == 200 ? new ReadDescribed(gateway(settings)).reply() : reply;
  }

  @Override
  public final Reply reply(@Nullable Handled handled) {
    return Reply.text(200, "OK");
  }
}
