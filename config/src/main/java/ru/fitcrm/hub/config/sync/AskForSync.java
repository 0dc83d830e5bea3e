package ru.fitcrm.hub.config.sync;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.ClubSystemConnector;
import ru.fitcrm.hub.core.connection.Connection;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.SyncDesk;
import ru.fitcrm.hub.core.sync.SyncRun;

/** Asks for a reading of a connection that can be read. */
@Component
public class AskForSync {

  private final Connections connections;
  private final SyncDesk desk;
  private final Set<String> kinds;

  AskForSync(Connections connections, SyncDesk desk, List<ClubSystemConnector<?>> systems) {
    this.connections = connections;
    this.desk = desk;
    this.kinds = systems.stream().map(ClubSystemConnector::kind).collect(Collectors.toSet());
  }

  /** Whether connections of this kind are read by the hub. */
  public boolean isRead(String kind) {
    return kinds.contains(kind);
  }

  /**
   * Asks for a run, inside the club's gate.
   *
   * @param by who asks
   * @throws Conflict if the connection is off, or of a kind that is not read
   */
  public SyncRun ask(long connection, ClubSystem.Mode mode, String by) {
    Connection asked = connections.get(connection);
    if (!isRead(asked.kind())) {
      throw new Conflict(
          "sync.not-read",
          "A connection of kind "
              + asked.kind()
              + " is not read by the hub: it tells by itself. Read one of kind "
              + String.join(", ", kinds.stream().sorted().toList()));
    }
    if (!asked.enabled()) {
      throw new Conflict(
          "sync.connection-off", "Connection " + connection + " is off: set enabled to true first");
    }
    return desk.ask(connection, mode, by);
  }
}
