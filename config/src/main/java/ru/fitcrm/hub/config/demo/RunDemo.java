package ru.fitcrm.hub.config.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.config.connection.SaveConnection;
import ru.fitcrm.hub.config.start.StartReport;
import ru.fitcrm.hub.core.access.UserAccounts;
import ru.fitcrm.hub.core.board.TaskDesk;
import ru.fitcrm.hub.core.club.Branches;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubStaff;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.licence.Licences;
import ru.fitcrm.hub.core.person.ClientDesk;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.platform.BusinessClock;

/** Brings the demo to life when {@code HUB_DEMO=true}. */
@Component
@ConditionalOnProperty(name = "hub.demo", havingValue = "true")
class RunDemo implements SmartLifecycle, StartReport {

  private static final Logger LOG = LoggerFactory.getLogger(RunDemo.class);

  private final DemoBase base;
  private final ClubGate gate;
  private final DemoConnections connections;
  private final DemoTexts texts;
  private final ClientDirectory clients;
  private final ObjectMapper json;
  private final Clock clock;
  private final BusinessClock businessClock;
  private final Environment environment;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private volatile @Nullable String phones;

  RunDemo(
      ClubGate gate,
      ClubDirectory clubs,
      Branches branches,
      ClubStaff staff,
      ClientDesk desk,
      TaskDesk tasks,
      Licences licences,
      UserAccounts users,
      PasswordEncoder passwords,
      JdbcClient jdbc,
      Connections connections,
      SaveConnection save,
      DemoTexts texts,
      ClientDirectory clients,
      ObjectMapper json,
      Clock systemClock,
      BusinessClock businessClock,
      Environment environment) {
    this.base =
        new DemoBase(
            gate,
            clubs,
            new DemoBase.ClubRooms(branches, staff, desk, tasks, licences),
            users,
            passwords,
            jdbc);
    this.gate = gate;
    this.connections = new DemoConnections(gate, connections, save);
    this.texts = texts;
    this.clients = clients;
    this.json = json;
    this.clock = systemClock;
    this.businessClock = businessClock;
    this.environment = environment;
  }

  @Override
  public synchronized void start() {
    Club club = base.ensure();
    texts.furnish(club);
    DemoSms sms = running(new DemoSms(connections, json, clock));
    sms.connect(club, "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"));
    running(new DemoAnswers(sms.sms(), clock.millis())).start();
    phones = sms.sms().url();
    DemoPbx pbx = running(new DemoPbx(connections, json));
    pbx.connect(club);
    DemoOnec onec = running(new DemoOnec(connections, json, club, businessClock));
    onec.connect(club);
    DemoOnecLife life =
        running(new DemoOnecLife(onec.base(), businessClock, club.zone(), clock.millis()));
    life.start();
    running(new DemoCalls(pbx.pbx(), club, gate, clients, life::someNumber, clock.millis()))
        .start();
  }

  private <T extends AutoCloseable> T running(T started) {
    running.push(started);
    return started;
  }

  @Override
  public synchronized void stop() {
    phones = null;
    while (!running.isEmpty()) {
      close(running.pop());
    }
  }

  private static void close(AutoCloseable started) {
    try {
      started.close();
    } catch (Exception e) {
      LOG.warn("A part of the demo could not be ended; the rest is", e);
    }
  }

  /** Address of the page with the phones of the demo's people; null while it does not run. */
  @Nullable String phones() {
    return phones;
  }

  @Override
  public synchronized boolean isRunning() {
    return !running.isEmpty();
  }

  /** Before the connections start, so that they find the twins at their new ports. */
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
            + "/onec",
        "phones of the demo's people, to read their SMS and answer: " + phones);
  }
}
