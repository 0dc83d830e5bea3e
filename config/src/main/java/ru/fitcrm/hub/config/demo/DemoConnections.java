package ru.fitcrm.hub.config.demo;

import com.fasterxml.jackson.databind.JsonNode;
import ru.fitcrm.hub.config.connection.ConnectionRequest;
import ru.fitcrm.hub.config.connection.SaveConnection;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Connection;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Points the demo club's connections at the twins, whose ports are others after every start. */
final class DemoConnections {

  private static final PageRequest ALL = new PageRequest(0, 100);

  private final ClubGate gate;
  private final Connections connections;
  private final SaveConnection save;

  DemoConnections(ClubGate gate, Connections connections, SaveConnection save) {
    this.gate = gate;
    this.connections = connections;
    this.save = save;
  }

  /**
   * Adds the connection or, where there is one of this name, changes it; enabled in any case.
   *
   * @param settings secrets included
   */
  Connection point(Club club, String kind, String name, JsonNode settings) {
    ConnectionRequest wish = new ConnectionRequest(kind, name, null, true, settings);
    return gate.inClub(
        club.clubId(),
        () ->
            connections.list(ALL).stream()
                .filter(connection -> connection.name().equals(name))
                .findFirst()
                .map(now -> save.update(now.id(), wish, now.version()))
                .orElseGet(() -> save.add(wish)));
  }
}
