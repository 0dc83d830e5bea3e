package ru.fitcrm.hub.routes.follow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneId;
import java.util.List;
import ru.fitcrm.hub.connectors.ClubSystemConnector;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.sync.ClubSystem;

/** Opens systems with the settings as saved. */
final class OpenClubSystems implements ClubSystems {

  private final ClubGate gate;
  private final ClubDirectory clubs;
  private final Connections connections;
  private final ObjectMapper json;
  private final List<ClubSystemConnector<?>> connectors;

  OpenClubSystems(
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

  @Override
  public OpenedSystem open(Lease lease) {
    ClubSystemConnector<?> connector =
        connectors.stream()
            .filter(candidate -> candidate.kind().equals(lease.kind()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("No club's system is " + lease.kind()));
    JsonNode settings =
        gate.inClub(
            lease.club(), () -> connections.settingsWithSecrets(lease.connection().value()));
    ZoneId home = clubs.get(lease.club()).zone();
    return new OpenedSystem(
        open(connector, settings, home), FollowPace.of(settings, home, lease.connection()));
  }

  private <S extends Record> ClubSystem open(
      ClubSystemConnector<S> connector, JsonNode settings, ZoneId home) {
    try {
      return connector.open(json.treeToValue(settings, connector.settingsType()), home);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Saved settings no longer fit their kind: save them anew", e);
    }
  }
}
