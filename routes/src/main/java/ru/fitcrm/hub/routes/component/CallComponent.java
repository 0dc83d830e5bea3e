package ru.fitcrm.hub.routes.component;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import ru.fitcrm.hub.core.call.CallGaps;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.connection.HealthBook;

/**
 * {@code call:{connection}}: what a club's PBX tells of its calls. An exchange carries a {@link
 * ru.fitcrm.hub.core.call.CallSnapshot} and, as header {@link #LEASE}, the lease it was heard
 * under.
 */
public final class CallComponent extends DefaultComponent {

  /** Header with the {@link ru.fitcrm.hub.core.connection.Lease} of the connection. */
  public static final String LEASE = "HubLease";

  private final OwnedConnections owned;
  private final PhoneLines lines;
  private final HealthBook health;
  private final CallGaps gaps;

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
