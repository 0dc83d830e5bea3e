package ru.fitcrm.hub.routes.life;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
  private final Consumer<Lease> started;
  private final List<KindTemplate> templates;

  /** Connections all of whose routes were started. */
  private final Set<ConnectionId> whole = ConcurrentHashMap.newKeySet();

  /**
   * @param started told of each connection that runs on this node from now on
   */
  public ConnectionRoutes(
      CamelContext camel,
      OwnedConnections owned,
      Consumer<Lease> started,
      List<KindTemplate> templates) {
    this.camel = camel;
    this.owned = owned;
    this.started = started;
    this.templates = List.copyOf(templates);
  }

  /** Name of the route that hears a phone connection. */
  public static String routeOf(ConnectionId connection) {
    return routeOf(connection, PhoneCalls.TEMPLATE);
  }

  /** Name of the route a connection has by a template. */
  public static String routeOf(ConnectionId connection, String template) {
    return "connection-" + connection + "-" + template;
  }

  /** Camel starts after the rest of the hub; before that there are no templates to start from. */
  boolean areReady() {
    return camel.isStarted();
  }

  /** Starts the first route of the connection: by it a PBX is heard. */
  public void start(Lease lease) {
    owned.put(lease);
    if (add(lease, templatesOf(lease).stream().limit(1))) {
      LOG.info("Connection {} ({}) runs on this node", lease.connection(), lease.kind());
      started.accept(lease);
    }
  }

  /** Starts its further routes, if they do not run. */
  public void complete(Lease lease) {
    if (whole.add(lease.connection())) {
      var unused = add(lease, templatesOf(lease).stream().skip(1));
    }
  }

  private boolean add(Lease lease, Stream<String> templates) {
    try {
      for (String template : templates.toList()) {
        camel.addRouteFromTemplate(
            routeOf(lease.connection(), template),
            template,
            Map.of(PhoneCalls.CONNECTION, lease.connection().toString()));
      }
      return true;
    } catch (Exception e) {
      LOG.error(
          "Connection {} could not be started, it is tried again at the next beat",
          lease.connection(),
          e);
      stop(lease);
      return false;
    }
  }

  public void stop(Lease lease) {
    for (String template : templatesOf(lease).reversed()) {
      stop(lease.connection(), routeOf(lease.connection(), template));
    }
    whole.remove(lease.connection());
    owned.remove(lease.connection());
  }

  private void stop(ConnectionId connection, String route) {
    try {
      if (camel.getRoute(route) != null) {
        if (camel.getRouteController().getRouteStatus(route) != ServiceStatus.Stopped) {
          camel.getRouteController().stopRoute(route);
        }
        camel.removeRoute(route);
      }
    } catch (Exception e) {
      LOG.error("The route {} of connection {} did not stop cleanly", route, connection, e);
    }
  }

  private List<String> templatesOf(Lease lease) {
    return templates.stream()
        .filter(one -> one.kinds().contains(lease.kind()))
        .map(KindTemplate::template)
        .toList();
  }
}
