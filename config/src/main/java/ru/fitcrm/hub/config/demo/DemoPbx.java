package ru.fitcrm.hub.config.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Connection;
import ru.fitcrm.hub.core.connection.ConnectionEdit;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.sandbox.pbx.Pace;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;
import ru.fitcrm.hub.sandbox.recording.SandboxRecordings;

/** The demo club's PBX: a twin on loopback, and the connection that points the hub at it. */
final class DemoPbx implements AutoCloseable {

  static final String CLUB_NUMBER = "74951230001";
  private static final String NAME = "АТС клуба (песочница)";
  private static final String USER = "hub";
  private static final String SECRET = "demo-pbx-secret";

  private final ClubGate gate;
  private final Connections connections;
  private final ObjectMapper json;
  private final SandboxPbx pbx;
  private final SandboxRecordings recordings = SandboxRecordings.start(USER, SECRET);

  DemoPbx(ClubGate gate, Connections connections, ObjectMapper json) {
    this.gate = gate;
    this.connections = connections;
    this.json = json;
    this.pbx =
        SandboxPbx.start(
            SandboxPbx.settings()
                .port(0)
                .user(USER, SECRET)
                .timestamps(true)
                .clickPace(Pace.asRecorded()));
  }

  SandboxPbx pbx() {
    return pbx;
  }

  /** Points the club's connection at the twin, whose port is another after every start. */
  void connect(Club club) {
    gate.runInClub(
        club.clubId(),
        () -> {
          ConnectionEdit edit = edit();
          Optional<Connection> existing =
              connections.list(new PageRequest(0, 100)).stream()
                  .filter(connection -> connection.name().equals(NAME))
                  .findFirst();
          if (existing.isPresent()) {
            connections.update(existing.get().id(), edit, existing.get().version());
          } else {
            connections.add(edit);
          }
        });
  }

  private ConnectionEdit edit() {
    ObjectNode settings = json.createObjectNode();
    settings.put("host", "127.0.0.1");
    settings.put("port", pbx.port());
    settings.put("username", USER);
    settings.set("trunks", json.valueToTree(List.of("trunk")));
    settings.set(
        "clubNumbers",
        json.valueToTree(
            List.of(CLUB_NUMBER, "74951230002", "74951230003", "74951230004", "74951230005")));
    settings.put("internalContext", "internal");
    settings.put("outboundContext", "internal");
    settings.put("callerId", CLUB_NUMBER);
    settings.put("recordingsUrl", recordings.url());
    return new ConnectionEdit("asterisk", NAME, null, true, settings, Map.of("password", SECRET));
  }

  @Override
  public void close() {
    pbx.close();
    recordings.close();
  }
}
