package ru.fitcrm.hub.routes.receive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.Connector;
import ru.fitcrm.hub.connectors.Connectors;
import ru.fitcrm.hub.connectors.ReceivingConnector;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.FoundByToken;
import ru.fitcrm.hub.core.platform.GroupWork;

/**
 * Finds who receives at a public address. What comes at the same time is looked up together, and
 * settings are read when their version is new: a change counts from the next request on.
 */
@Component
public final class FindReceiver {

  private static final int TOGETHER = 200;
  private static final int WAITING = 5_000;

  private final ClubGate gate;
  private final Connections connections;
  private final Connectors connectors;
  private final ObjectMapper json;
  private final Doorkeepers doorkeepers;
  private final KeptSettings kept = new KeptSettings();
  private final GroupWork<String, Optional<FoundByToken>> lookups =
      new GroupWork<>(TOGETHER, WAITING, this::lookUp);

  FindReceiver(
      ClubGate gate,
      Connections connections,
      Connectors connectors,
      ObjectMapper json,
      Doorkeepers doorkeepers) {
    this.gate = gate;
    this.connections = connections;
    this.connectors = connectors;
    this.json = json;
    this.doorkeepers = doorkeepers;
  }

  /**
   * Empty if no connection has this token, or its kind receives nothing.
   *
   * @throws GroupWork.TooMany if so many wait that the sender had better come back
   */
  public Optional<Receiver> find(String token) {
    return lookups.ask(token).flatMap(this::receiver);
  }

  private List<Optional<FoundByToken>> lookUp(List<String> tokens) {
    Map<String, FoundByToken> found = new HashMap<>();
    gate.asPlatform(() -> connections.withTokens(Set.copyOf(tokens)))
        .forEach(one -> found.put(one.token(), one));
    return tokens.stream().map(token -> Optional.ofNullable(found.get(token))).toList();
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
    S settings =
        kept.of(found, connector.settingsType(), () -> load(found, connector.settingsType()));
    return new ReceiverOf<>(found, connector, settings, doorkeepers);
  }

  private <S extends Record> S load(FoundByToken found, Class<S> type) {
    JsonNode settings =
        gate.inClub(
            found.club(), () -> connections.settingsWithSecrets(found.connection().value()));
    try {
      return json.treeToValue(settings, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Saved settings no longer fit their kind: save them anew", e);
    }
  }
}
