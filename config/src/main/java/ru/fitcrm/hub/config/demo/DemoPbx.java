package ru.fitcrm.hub.config.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.sandbox.pbx.Pace;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;
import ru.fitcrm.hub.sandbox.recording.SandboxRecordings;

/** The demo club's PBX: a twin on loopback, and the connection that points the hub at it. */
final class DemoPbx implements AutoCloseable {

  static final String CLUB_NUMBER = "74951230001";
  private static final String NAME = "АТС клуба (песочница)";
  private static final String USER = "hub";
  private static final String SECRET = "demo-pbx-secret";

  private final DemoConnections connections;
  private final ObjectMapper json;
  private final SandboxPbx pbx;
  private final SandboxRecordings recordings = SandboxRecordings.start(USER, SECRET);

  DemoPbx(DemoConnections connections, ObjectMapper json) {
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

  /** Points the club's connection at the twin. */
  void connect(Club club) {
    var unused = connections.point(club, "asterisk", NAME, settings());
  }

  private ObjectNode settings() {
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
    settings.put("password", SECRET);
    return settings;
  }

  @Override
  public void close() {
    pbx.close();
    recordings.close();
  }
}
