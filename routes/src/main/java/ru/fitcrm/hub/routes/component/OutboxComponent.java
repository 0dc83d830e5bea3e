package ru.fitcrm.hub.routes.component;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import ru.fitcrm.hub.core.connection.ConnectionId;

/**
 * {@code outbox:{connection}?atOnce=4}: messages to send on a connection this node owns, claimed in
 * their order, at most so many at once. An exchange carries an {@link
 * ru.fitcrm.hub.core.outbox.OutboxMessage} and, as header {@link CallComponent#LEASE}, the lease it
 * was claimed under. The body the route ends with is the {@link ru.fitcrm.hub.core.outbox.Outcome},
 * or a {@link ru.fitcrm.hub.core.outbox.Sent} where what was said on the wire is kept.
 *
 * <p>A route that throws, or ends with anything else, leaves in doubt how far it came: the message
 * is tried again if its kind is repeatable, else it is UNKNOWN. Routes say what they know as an
 * outcome.
 */
public final class OutboxComponent extends DefaultComponent {

  private static final int AT_ONCE = 4;

  private final OwnedConnections owned;
  private final SendOutgoing sender;

  public OutboxComponent(OwnedConnections owned, SendOutgoing sender) {
    this.owned = owned;
    this.sender = sender;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    int atOnce = getAndRemoveParameter(parameters, "atOnce", Integer.class, AT_ONCE);
    return new OutboxEndpoint(uri, this, new ConnectionId(Long.parseLong(remaining)), atOnce);
  }

  OwnedConnections owned() {
    return owned;
  }

  SendOutgoing sender() {
    return sender;
  }
}
