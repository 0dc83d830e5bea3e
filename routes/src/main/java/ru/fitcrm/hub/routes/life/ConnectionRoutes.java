package ru.fitcrm.hub.routes.life;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.routes.component.OwnedConnections;
import ru.fitcrm.hub.routes.in.PhoneCalls;

/** Starts and ends the routes of one connection, leaving nothing behind. */
public final class ConnectionRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionRoutes.class);

  private final CamelContext camel;
  private final OwnedConnections owned;

  public ConnectionRoutes(CamelContext camel, OwnedConnections owned) {
    this.camel = camel;
    this.owned = owned;
  }

  /** Name of the route of a connection. */
  public static String routeOf(ConnectionId connection) {
    return "connection-" + connection;
  }

  /** Camel starts after the rest of the hub; before that there are no templates to start from. */
  boolean areReady() {
    return camel.isStarted();
  }

  public void start(Lease lease) {
    String route = routeOf(lease.connection());
    owned.put(lease);
    try {
      camel.addRouteFromTemplate(
          route, PhoneCalls.TEMPLATE, Map.of(PhoneCalls.CONNECTION, lease.connection().toString()));
      LOG.info("Connection {} ({}) runs on this node", lease.connection(), lease.kind());
    } catch (Exception e) {
      LOG.error(
          "Connection {} could not be started, it is tried again at the next beat",
          lease.connection(),
          e);
      stop(lease);
    }
  }

  public void stop(Lease lease) {
    String route = routeOf(lease.connection());
    try {
      if (camel.getRoute(route) != null) {
        if (camel.getRouteController().getRouteStatus(route) != ServiceStatus.Stopped) {
          camel.getRouteController().stopRoute(route);
        }
        camel.removeRoute(route);
      }
    } catch (Exception e) {
      LOG.error("The route of connection {} did not stop cleanly", lease.connection(), e);
    } finally {
      owned.remove(lease.connection());
    }
  }
}
