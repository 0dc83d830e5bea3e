package ru.fitcrm.hub.config.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.ClubSystemConnector;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Connection;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.DriftDesk;
import ru.fitcrm.hub.core.sync.RefreshPerson;
import ru.fitcrm.hub.core.sync.RefreshPerson.Refreshed;

/** Brings one client up to date from the club's system, while somebody waits. */
@Component
public class RefreshClient {

  private final ClubGate gate;
  private final ClientDirectory directory;
  private final Connections connections;
  private final DriftDesk desk;
  private final RefreshPerson refresh;
  private final ObjectMapper json;
  private final List<ClubSystemConnector<?>> systems;

  RefreshClient(
      ClubGate gate,
      ClientDirectory directory,
      Connections connections,
      DriftDesk desk,
      RefreshPerson refresh,
      ObjectMapper json,
      List<ClubSystemConnector<?>> systems) {
    this.gate = gate;
    this.directory = directory;
    this.connections = connections;
    this.desk = desk;
    this.refresh = refresh;
    this.json = json;
    this.systems = List.copyOf(systems);
  }

  /** Whether the club has a connection that can; inside the club's gate. */
  public boolean isAble() {
    return !desk.withPeople().isEmpty();
  }

  /**
   * Asks each of the club's systems that can be asked, until one knows the client. Outside the
   * club's gate: it takes as long as the system does.
   *
   * @throws Conflict if the club has no connection that can
   */
  public Refreshed refresh(Club club, long client) {
    List<Connection> able =
        gate.inClub(
            club.clubId(),
            () -> {
              var unused = directory.get(client);
              return desk.withPeople();
            });
    if (able.isEmpty()) {
      throw new Conflict(
          "client.no-system",
          "No connection of this club can be asked for one client: switch on one of kind"
              + " onec-fitness or onec-soap");
    }
    Refreshed last = new Refreshed.Nobody();
    for (Connection connection : able) {
      Refreshed now = ask(club, connection, client);
      if (now instanceof Refreshed.Told) {
        return now;
      }
      last = now instanceof Refreshed.Not ? now : last;
    }
    return last;
  }

  private Refreshed ask(Club club, Connection connection, long client) {
    JsonNode settings =
        gate.inClub(club.clubId(), () -> connections.settingsWithSecrets(connection.id()));
    ClubSystemConnector<?> connector =
        systems.stream()
            .filter(one -> one.kind().equals(connection.kind()))
            .findFirst()
            .orElseThrow();
    try (ClubSystem system = open(connector, settings, club)) {
      return refresh.refresh(club.clubId(), connection.connectionId(), system, client);
    }
  }

  private <S extends Record> ClubSystem open(
      ClubSystemConnector<S> connector, JsonNode settings, Club club) {
    try {
      return connector.open(json.treeToValue(settings, connector.settingsType()), club.zone());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Saved settings no longer fit their kind: save them anew", e);
    }
  }
}
