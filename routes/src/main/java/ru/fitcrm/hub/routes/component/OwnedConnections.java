package ru.fitcrm.hub.routes.component;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.connection.Lease;

/** The leases this node runs routes for; an endpoint finds its own by the id in its address. */
public final class OwnedConnections {

  private final Map<ConnectionId, Lease> leases = new ConcurrentHashMap<>();

  public void put(Lease lease) {
    leases.put(lease.connection(), lease);
  }

  public void remove(ConnectionId connection) {
    leases.remove(connection);
  }

  public Optional<Lease> find(ConnectionId connection) {
    return Optional.ofNullable(leases.get(connection));
  }

  public Collection<Lease> all() {
    return List.copyOf(leases.values());
  }
}
