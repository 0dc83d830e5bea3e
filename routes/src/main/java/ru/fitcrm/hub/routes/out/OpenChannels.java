package ru.fitcrm.hub.routes.out;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.MessageChannel;
import ru.fitcrm.hub.connectors.MessageConnector;
import ru.fitcrm.hub.connectors.settings.ReadSettings;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.inbox.Received;
import ru.fitcrm.hub.routes.component.OwnedConnections;
import ru.fitcrm.hub.routes.component.TakeAndApply;

/**
 * The channels of the connections that run here: opened as the route starts, for what comes in over
 * them, closed as it stops.
 */
@Component("openChannels")
public final class OpenChannels extends RoutePolicySupport {

  private static final Logger LOG = LoggerFactory.getLogger(OpenChannels.class);

  private final OwnedConnections owned;
  private final ClubGate gate;
  private final Connections connections;
  private final ReadSettings settings;
  private final TakeAndApply takeAndApply;
  private final List<MessageConnector<?>> connectors;
  private final Map<ConnectionId, MessageChannel> open = new ConcurrentHashMap<>();

  OpenChannels(
      OwnedConnections owned,
      ClubGate gate,
      Connections connections,
      ReadSettings settings,
      TakeAndApply takeAndApply,
      ObjectProvider<MessageConnector<?>> connectors) {
    this.owned = owned;
    this.gate = gate;
    this.connections = connections;
    this.settings = settings;
    this.takeAndApply = takeAndApply;
    this.connectors = connectors.orderedStream().toList();
  }

  @Override
  public void onStart(Route route) {
    connection(route).flatMap(owned::find).ifPresent(this::openEarly);
  }

  @Override
  public void onStop(Route route) {
    connection(route).map(open::remove).ifPresent(MessageChannel::close);
  }

  /** The channel of a connection that runs here. */
  MessageChannel of(Lease lease) {
    return open.computeIfAbsent(lease.connection(), id -> open(lease));
  }

  private void openEarly(Lease lease) {
    try {
      var unused = of(lease);
    } catch (RuntimeException e) {
      LOG.error(
          "The channel of connection {} could not be opened; nothing is heard over it, and sending"
              + " tries to open it again",
          lease.connection(),
          e);
    }
  }

  /** The endpoint names it: {@code outbox://12?atOnce=8}. */
  private static Optional<ConnectionId> connection(Route route) {
    String id = route.getEndpoint().getEndpointUri().replaceFirst("^outbox:(//)?([0-9]+).*$", "$2");
    return id.matches("[0-9]+")
        ? Optional.of(new ConnectionId(Long.parseLong(id)))
        : Optional.empty();
  }

  private MessageChannel open(Lease lease) {
    return connectors.stream()
        .filter(candidate -> candidate.kind().equals(lease.kind()))
        .findFirst()
        .map(connector -> open(connector, lease))
        .orElseThrow(() -> new IllegalStateException("No messages go by kind " + lease.kind()));
  }

  private <S extends Record> MessageChannel open(MessageConnector<S> connector, Lease lease) {
    ObjectNode saved =
        gate.inClub(
            lease.club(), () -> connections.settingsWithSecrets(lease.connection().value()));
    S typed = settings.typed(connector.settingsType(), saved);
    return connector.open(typed, (externalId, body) -> keep(lease, externalId, body));
  }

  private void keep(Lease lease, @Nullable String externalId, RawBody body) {
    Received received =
        new Received(
            lease.connection().value(), lease.kind(), externalId, null, null, Map.of(), body);
    var unused = takeAndApply.take(lease.club(), received, false);
  }
}
