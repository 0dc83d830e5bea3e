package ru.fitcrm.hub.config.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.config.start.StartReport;
import ru.fitcrm.hub.core.access.UserAccounts;
import ru.fitcrm.hub.core.board.TaskDesk;
import ru.fitcrm.hub.core.club.Branches;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubStaff;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.person.ClientDesk;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.platform.BusinessClock;

/** Brings the demo to life when {@code HUB_DEMO=true}. */
@Component
@ConditionalOnProperty(name = "hub.demo", havingValue = "true")
class RunDemo implements SmartLifecycle, StartReport {

  private final DemoBase base;
  private final ClubGate gate;
  private final Connections connections;
  private final ClientDirectory clients;
  private final ObjectMapper json;
  private final Clock clock;
  private @Nullable DemoPbx pbx;
  private final BusinessClock businessClock;
  private @Nullable DemoOnec onec;
  private @Nullable DemoOnecLife life;
  private @Nullable DemoCalls calls;

  RunDemo(
      ClubGate gate,
      ClubDirectory clubs,
      Branches branches,
      ClubStaff staff,
      ClientDesk desk,
      TaskDesk tasks,
      UserAccounts users,
      PasswordEncoder passwords,
      JdbcClient jdbc,
      Connections connections,
      ClientDirectory clients,
      ObjectMapper json,
      Clock systemClock,
      BusinessClock businessClock) {
    this.base =
        new DemoBase(
            gate,
            clubs,
            new DemoBase.ClubRooms(branches, staff, desk, tasks),
            users,
            passwords,
            jdbc);
    this.gate = gate;
    this.connections = connections;
    this.clients = clients;
    this.json = json;
    this.clock = systemClock;
    this.businessClock = businessClock;
  }

  @Override
  public synchronized void start() {
    Club club = base.ensure();
    DemoPbx started = new DemoPbx(gate, connections, json);
    started.connect(club);
    DemoOnec base1c = new DemoOnec(gate, connections, json, club, businessClock);
    base1c.connect(club);
    DemoOnecLife living =
        new DemoOnecLife(base1c.base(), businessClock, club.zone(), clock.millis());
    living.start();
    DemoCalls ringing =
        new DemoCalls(started.pbx(), club, gate, clients, living::someNumber, clock.millis());
    ringing.start();
    pbx = started;
    onec = base1c;
    life = living;
    calls = ringing;
  }

  @Override
  public synchronized void stop() {
    if (calls != null) {
      calls.close();
    }
    if (pbx != null) {
      pbx.close();
    }
    if (life != null) {
      life.close();
    }
    if (onec != null) {
      onec.close();
    }
    life = null;
    onec = null;
    calls = null;
    pbx = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return pbx != null;
  }

  /** Before the connections start, so that they find the PBX at its new port. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 100;
  }

  @Override
  public List<String> lines() {
    return List.of(
        "demo club /"
            + DemoBase.SLUG
            + ": log in as "
            + DemoBase.RECEPTION_EMAIL
            + " or "
            + DemoBase.ADMIN_EMAIL
            + ", password "
            + DemoBase.PASSWORD
            + "; calls come in by themselves, 1C is loaded and changes: /"
            + DemoBase.SLUG
            + "/onec");
  }
}
