package ru.fitcrm.hub.connectors;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.message.Channel;
import ru.fitcrm.hub.core.message.ChannelNews;

/**
 * A kind of gateway that carries messages to people and back. One that is told of receipts and
 * answers over HTTP is a {@link ReceivingConnector} as well; what comes is written down first, by
 * the raw body, and {@link #read} when it is applied.
 */
public interface MessageConnector<S extends Record> extends Connector<S> {

  /** What such a connection carries. */
  Channel channel(S settings);

  /**
   * Opens a way out. Returns at once; connecting happens when something is sent, or on threads of
   * its own.
   *
   * @param arrivals takes what comes in over a connection the hub itself holds
   */
  MessageChannel open(S settings, Arrivals arrivals);

  /**
   * Understands what came in.
   *
   * @return nothing for what is of no interest, for example a probe of the provider
   * @throws ru.fitcrm.hub.core.platform.InvalidInput if it cannot be understood, naming the field
   */
  List<ChannelNews> read(S settings, RawBody body);

  /** Keeps what came in before it is acknowledged. */
  interface Arrivals {

    /**
     * Returns once it is written down for good.
     *
     * @param externalId the sender's own id of it, null if none
     * @throws RuntimeException if it could not be: it must not be acknowledged
     */
    void keep(@Nullable String externalId, RawBody body);
  }
}
