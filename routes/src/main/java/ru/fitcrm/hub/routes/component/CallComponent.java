package ru.fitcrm.hub.routes.component;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import ru.fitcrm.hub.connectors.DialRequest;
import ru.fitcrm.hub.connectors.Dialled;
import ru.fitcrm.hub.connectors.PhoneLine;
import ru.fitcrm.hub.core.call.CallGaps;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.connection.HealthBook;

/**
 * {@code call:{connection}}: what a club's PBX tells of its calls, and the way to ask it for one.
 * Heard, an exchange carries a {@link ru.fitcrm.hub.core.call.CallSnapshot} and, as header {@link
 * #LEASE}, the lease it was heard under. Sent there, it carries a {@link
 * ru.fitcrm.hub.connectors.DialRequest} and comes back with the {@link
 * ru.fitcrm.hub.connectors.Dialled}.
 */
public final class CallComponent extends DefaultComponent {

  /** Header with the {@link ru.fitcrm.hub.core.connection.Lease} of the connection. */
  public static final String LEASE = "HubLease";

  private final OwnedConnections owned;
  private final PhoneLines lines;
  private final HealthBook health;
  private final CallGaps gaps;
  private final Map<ConnectionId, PhoneLine> open = new ConcurrentHashMap<>();

  public CallComponent(OwnedConnections owned, PhoneLines lines, HealthBook health, CallGaps gaps) {
    this.owned = owned;
    this.lines = new OpenBeside(lines);
    this.health = health;
    this.gaps = gaps;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    return new CallEndpoint(uri, this, new ConnectionId(Long.parseLong(remaining)));
  }

  void opened(ConnectionId connection, PhoneLine line) {
    open.put(connection, line);
  }

  void closed(ConnectionId connection, PhoneLine line) {
    open.remove(connection, line);
  }

  /** Asks the PBX for a call; without a line there is nobody to ask. */
  Dialled dial(ConnectionId connection, DialRequest request) {
    PhoneLine line = open.get(connection);
    return line == null
        ? new Dialled.Refused("no-line", "The connection to the PBX is only being opened")
        : line.dial(request);
  }

  OwnedConnections owned() {
    return owned;
  }

  PhoneLines lines() {
    return lines;
  }

  HealthBook health() {
    return health;
  }

  CallGaps gaps() {
    return gaps;
  }
}
