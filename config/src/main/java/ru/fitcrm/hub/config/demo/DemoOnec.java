package ru.fitcrm.hub.config.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.sandbox.onec.SandboxOnec;
import ru.fitcrm.hub.sandbox.onec.base.GeneratedBase;
import ru.fitcrm.hub.sandbox.onec.front.Fault;

/** The demo club's 1C: a twin on loopback, and the connection that points the hub at it. */
final class DemoOnec implements AutoCloseable {

  static final int CLIENTS = 3_000;
  private static final String NAME = "1С:Фитнес клуба (песочница)";
  private static final String USER = "Хаб";
  private static final String PASSWORD = "demo-onec-secret";
  private static final int PAGE = 200;

  /** So slow that the first load can be watched: about a minute. */
  private static final Duration EACH_PAGE = Duration.ofMillis(250);

  private final DemoConnections connections;
  private final ObjectMapper json;
  private final SandboxOnec onec;

  DemoOnec(DemoConnections connections, ObjectMapper json, Club club, BusinessClock clock) {
    this.connections = connections;
    this.json = json;
    this.onec =
        SandboxOnec.start(
            SandboxOnec.settings()
                .clients(CLIENTS)
                .seed(2026)
                .clock(clock)
                .zone(club.zone())
                .user(USER, PASSWORD));
    new DemoOnecPast(onec.base()).happen();
    onec.faults().always("GetAll", new Fault.Late(EACH_PAGE));
  }

  GeneratedBase base() {
    return onec.base();
  }

  /** Points the club's connection at the twin. */
  void connect(Club club) {
    var unused = connections.point(club, "onec-soap", NAME, settings());
  }

  private ObjectNode settings() {
    ObjectNode settings = json.createObjectNode();
    settings.put("baseUrl", onec.soapUrl());
    settings.put("username", USER);
    settings.put("pageSize", PAGE);
    settings.putObject("follow").put("everyMinutes", 1);
    settings.put("password", PASSWORD);
    return settings;
  }

  @Override
  public void close() {
    onec.close();
  }
}
