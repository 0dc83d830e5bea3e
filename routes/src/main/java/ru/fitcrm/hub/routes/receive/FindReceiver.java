package ru.fitcrm.hub.routes.receive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.Connector;
import ru.fitcrm.hub.connectors.Connectors;
import ru.fitcrm.hub.connectors.ReceivingConnector;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.FoundByToken;

/** Finds who receives at a public address. */
@Component
public final class FindReceiver {

  private final ClubGate gate;
  private final Connections connections;
  private final Connectors connectors;
  private final ObjectMapper json;
  private final ApplyAtOnce apply;

  FindReceiver(
      ClubGate gate,
      Connections connections,
      Connectors connectors,
      ObjectMapper json,
      ApplyAtOnce apply) {
    this.gate = gate;
    this.connections = connections;
    this.connectors = connectors;
    this.json = json;
    this.apply = apply;
  }

  /** Empty if no connection has this token, or its kind receives nothing. */
  public Optional<Receiver> find(String token) {
    return gate.asPlatform(() -> connections.withToken(token)).flatMap(this::receiver);
  }

  private Optional<Receiver> receiver(FoundByToken found) {
    return connectors.find(found.kind()).flatMap(connector -> receiver(found, connector));
  }

  private Optional<Receiver> receiver(FoundByToken found, Connector<?> connector) {
    return connector instanceof ReceivingConnector<?> receiving
        ? Optional.of(open(found, receiving))
        : Optional.empty();
  }

  private <S extends Record> Receiver open(FoundByToken found, ReceivingConnector<S> connector) {
    JsonNode settings =
        gate.inClub(
            found.club(), () -> connections.settingsWithSecrets(found.connection().value()));
    return new ReceiverOf<>(found, connector, read(settings, connector.settingsType()), apply);
  }

  private <S extends Record> S read(JsonNode settings, Class<S> type) {
    try {
      return json.treeToValue(settings, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Saved settings no longer fit their kind: save them anew", e);
    }
  }
}
