package ru.fitcrm.hub.routes.component;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import ru.fitcrm.hub.connectors.PhoneConnector;
import ru.fitcrm.hub.core.board.Task;
import ru.fitcrm.hub.core.board.TaskBoard;
import ru.fitcrm.hub.core.board.TaskDesk;
import ru.fitcrm.hub.core.board.TaskQuery;
import ru.fitcrm.hub.core.call.Call;
import ru.fitcrm.hub.core.call.CallDesk;
import ru.fitcrm.hub.core.call.CallDirection;
import ru.fitcrm.hub.core.call.CallGap;
import ru.fitcrm.hub.core.call.CallGaps;
import ru.fitcrm.hub.core.call.CallLog;
import ru.fitcrm.hub.core.call.CallQuery;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.ConnectionEdit;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.HealthBook;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.connection.NodeId;
import ru.fitcrm.hub.core.connection.Ownership;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.ClientQuery;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.testing.TestCore;
import ru.fitcrm.hub.routes.in.PhoneCalls;
import ru.fitcrm.hub.routes.life.ConnectionRoutes;
import ru.fitcrm.hub.routes.life.KindTemplate;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;

/** The whole way from a PBX's socket to the database, without the pages and the API. */
final class PhoneHub implements AutoCloseable {

  static final PageRequest ALL = new PageRequest(0, 500);

  private final TestCore core = new TestCore(Clock.systemUTC());
  private final OwnedConnections owned = new OwnedConnections();
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final ConnectionRoutes routes =
      new ConnectionRoutes(
          camel,
          owned,
          lease -> {},
          List.of(new KindTemplate(Set.of("asterisk"), PhoneCalls.TEMPLATE)));
  private final NodeId node = core.get(Ownership.class).enter("test");

  PhoneHub() throws Exception {
    try (AnnotationConfigApplicationContext connectors =
        new AnnotationConfigApplicationContext("ru.fitcrm.hub.connectors.asterisk")) {
      @SuppressWarnings("rawtypes")
      List<PhoneConnector<?>> known =
          connectors.getBeansOfType(PhoneConnector.class).values().stream()
              .<PhoneConnector<?>>map(connector -> connector)
              .toList();
      PhoneLines lines =
          new OpenPhoneLines(
              core.get(ClubGate.class),
              core.get(ClubDirectory.class),
              core.get(Connections.class),
              core.get(CallLog.class),
              core.get(ObjectMapper.class),
              known);
      camel.addComponent(
          "call",
          new CallComponent(owned, lines, core.get(HealthBook.class), core.get(CallGaps.class)));
    }
    camel.getRegistry().bind("callDesk", core.get(CallDesk.class));
    camel.addRoutes(new PhoneCalls());
    camel.start();
  }

  Club club(String name) {
    return core.club(name);
  }

  /** Connects a club to a PBX and starts listening. */
  Lease connect(Club club, SandboxPbx pbx, String user, String secret) {
    return connect(club, pbx, user, secret, null);
  }

  /**
   * @param records JDBC url of the PBX's call records, null if it keeps none
   */
  Lease connect(Club club, SandboxPbx pbx, String user, String secret, @Nullable String records) {
    ObjectNode settings = TestCore.json().createObjectNode();
    settings.put("host", "127.0.0.1").put("port", pbx.port()).put("username", user);
    settings.set("trunks", TestCore.json().valueToTree(List.of("trunk")));
    if (records != null) {
      settings
          .putObject("cdr")
          .put("jdbcUrl", records)
          .put("username", "postgres")
          .put("password", "postgres");
    }
    long id =
        core.in(
                club,
                () ->
                    core.get(Connections.class)
                        .add(
                            new ConnectionEdit(
                                "asterisk",
                                "PBX",
                                null,
                                true,
                                settings,
                                Map.of("password", secret))))
            .id();
    Lease lease =
        core.get(Ownership.class).beat(node).orElseThrow().stream()
            .filter(one -> one.connection().value() == id)
            .findFirst()
            .orElseThrow();
    routes.start(lease);
    return lease;
  }

  void disconnect(Lease lease) {
    routes.stop(lease);
  }

  /** Listens again. */
  void reconnect(Lease lease) {
    routes.start(lease);
  }

  /** Routes and endpoints there are now. */
  int routesAndEndpoints() {
    return camel.getRoutes().size() + camel.getEndpoints().size();
  }

  /** Calls of a club in the order they began, internal ones too. */
  List<Call> calls(Club club) {
    return core.in(
        club,
        () -> {
          CallLog log = core.get(CallLog.class);
          CallQuery internal = new CallQuery(null, null, CallDirection.INTERNAL, null, null, null);
          return java.util.stream.Stream.concat(
                  log.list(CallQuery.ALL, ALL).stream(), log.list(internal, ALL).stream())
              .sorted(java.util.Comparator.comparing(Call::id))
              .toList();
        });
  }

  Optional<Instant> heardUntil(Club club, Lease lease) {
    return core.in(club, () -> core.get(CallLog.class).lastTold(lease.connection().value()));
  }

  /** Stretches in which calls of a club may be missing. */
  List<CallGap> gaps(Club club) {
    return core.in(club, () -> core.get(CallLog.class).gaps(null, null));
  }

  List<Client> clients(Club club) {
    return core.in(
        club,
        () -> core.get(ClientDirectory.class).list(new ClientQuery(null, null, null, false), ALL));
  }

  List<Task> cards(Club club) {
    return core.in(
        club,
        () ->
            core.get(TaskBoard.class)
                .list(TaskQuery.OPEN, ALL, core.get(TaskDesk.class).day(club)));
  }

  @Override
  public void close() {
    camel.stop();
    core.close();
  }
}
