package ru.fitcrm.hub.routes.out;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneId;
import java.util.List;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.ClubSystemConnector;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.sync.ClubSystem;

/** Opens the way to a club's system with the settings as saved; the caller closes it. */
@Component
final class SystemToGive {

  private final ClubGate gate;
  private final ClubDirectory clubs;
  private final Connections connections;
  private final ObjectMapper json;
  private final List<ClubSystemConnector<?>> connectors;

  SystemToGive(
      ClubGate gate,
      ClubDirectory clubs,
      Connections connections,
      ObjectMapper json,
      List<ClubSystemConnector<?>> connectors) {
    this.gate = gate;
    this.clubs = clubs;
    this.connections = connections;
    this.json = json;
    this.connectors = List.copyOf(connectors);
  }

  ClubSystem open(Lease lease) {
    return connectors.stream()
        .filter(candidate -> candidate.kind().equals(lease.kind()))
        .findFirst()
        .map(connector -> open(connector, lease))
        .orElseThrow(() -> new IllegalStateException("No system of kind " + lease.kind()));
  }

  private <S extends Record> ClubSystem open(ClubSystemConnector<S> connector, Lease lease) {
    JsonNode settings =
        gate.inClub(
            lease.club(), () -> connections.settingsWithSecrets(lease.connection().value()));
    ZoneId zone = clubs.get(lease.club()).zone();
    return connector.open(read(settings, connector.settingsType()), zone);
  }

  private <S extends Record> S read(JsonNode settings, Class<S> type) {
    try {
      return json.treeToValue(settings, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Saved settings no longer fit their kind: save them anew", e);
    }
  }
}
