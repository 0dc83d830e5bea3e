package ru.fitcrm.hub.routes.in;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.PaymentConnector;
import ru.fitcrm.hub.connectors.settings.ReadSettings;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.inbox.Claimed;

/** The gateway a message came from, with its settings. Runs inside the gate of its club. */
@Component
final class Gateways {

  private final Connections connections;
  private final ReadSettings settings;
  private final ObjectProvider<PaymentConnector<?>> connectors;

  Gateways(
      Connections connections,
      ReadSettings settings,
      ObjectProvider<PaymentConnector<?>> connectors) {
    this.connections = connections;
    this.settings = settings;
    this.connectors = connectors;
  }

  record Gateway<S extends Record>(PaymentConnector<S> connector, S settings) {}

  Gateway<?> of(Claimed message) {
    return connectors.stream()
        .filter(candidate -> candidate.kind().equals(message.kind()))
        .findFirst()
        .map(connector -> open(connector, message))
        .orElseThrow(() -> new IllegalStateException("No payments come by " + message.kind()));
  }

  private <S extends Record> Gateway<S> open(PaymentConnector<S> connector, Claimed message) {
    S typed =
        settings.typed(
            connector.settingsType(), connections.settingsWithSecrets(message.connection()));
    return new Gateway<>(connector, typed);
  }
}
