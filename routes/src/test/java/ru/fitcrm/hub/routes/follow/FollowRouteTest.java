package ru.fitcrm.hub.routes.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.ConnectionHealth;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.HealthBook;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.contract.TellUnpaidContracts;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.ClubSystem.Mode;
import ru.fitcrm.hub.core.sync.FollowClubSystem;
import ru.fitcrm.hub.core.sync.SyncDesk;
import ru.fitcrm.hub.core.sync.SyncRun;
import ru.fitcrm.hub.core.sync.SyncRuns;
import ru.fitcrm.hub.core.testing.TestCore;
import ru.fitcrm.hub.routes.component.OwnedConnections;
import ru.fitcrm.hub.routes.life.ConnectionRoutes;
import ru.fitcrm.hub.routes.life.KindTemplate;

/** A connection's route from its beat to the run and back. */
@Order(1)
class FollowRouteTest {

  private static final FollowPace AT_ONCE =
      new FollowPace(
          Duration.ofHours(1),
          ZoneId.of("Europe/Moscow"),
          LocalTime.of(1, 0),
          LocalTime.of(6, 0),
          0,
          0);

  private final TestCore core = new TestCore(Clock.systemUTC());
  private final OwnedConnections owned = new OwnedConnections();
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final PagesOf system = new PagesOf();
  private final AtomicInteger unpaid = new AtomicInteger();
  private final ConnectionRoutes routes =
      new ConnectionRoutes(
          camel,
          owned,
          lease -> {},
          List.of(new KindTemplate(Set.of("onec-push"), FollowClubs.TEMPLATE)));
  private Club club;
  private Lease lease;

  @BeforeEach
  void startCamel() throws Exception {
    club = core.club("Север");
    lease = core.clubSystem(club);
    camel.addComponent(
        "club-system",
        new ClubSystemComponent(
            owned,
            new ClubSystemComponent.Parts(
                core.get(ClubGate.class),
                core.get(SyncDesk.class),
                opened -> new OpenedSystem(system, AT_ONCE),
                core.get(HealthBook.class),
                Clock.systemUTC(),
                core.get(BusinessClock.class))));
    camel
        .getRegistry()
        .bind("readClubSystem", new ReadClubSystem(core.get(FollowClubSystem.class)));
    camel.getRegistry().bind("tellUnpaidContracts", core.get(TellUnpaidContracts.class));
    camel.addRoutes(new FollowClubs());
    AdviceWith.adviceWith(
        camel,
        FollowClubs.UNPAID,
        route -> {
          route.replaceFromWith("direct:minute");
          route.weaveById("tell-unpaid").after().process(e -> unpaid.incrementAndGet());
        });
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
    core.close();
  }

  @Test
  void everythingIsReadFirstThenTheChangesThenItRests() {
    routes.start(lease);

    await().until(() -> runs().size() == 2 && runs().getFirst().state() != SyncRun.State.RUNNING);
    assertThat(runs()).extracting(SyncRun::mode).containsExactly(Mode.CHANGES, Mode.FULL);
    await().during(Duration.ofSeconds(1)).until(() -> system.asked.get() == 2);
    assertThat(status()).isEqualTo(ConnectionHealth.Status.UP);
  }

  @Test
  void theStepCanBeAdvisedAndWhatTravelsIsTheConnection() throws Exception {
    // Until the step is replaced the route reads in earnest: everything is still to be read.
    system.trouble = trouble(ClubSystem.Trouble.Kind.REFUSED);
    List<ReadNow> seen = new CopyOnWriteArrayList<>();
    camel.addRouteFromTemplate(
        ConnectionRoutes.routeOf(lease.connection(), FollowClubs.TEMPLATE),
        FollowClubs.TEMPLATE,
        own());
    AdviceWith.adviceWith(
        camel,
        ConnectionRoutes.routeOf(lease.connection(), FollowClubs.TEMPLATE),
        route ->
            route
                .weaveById("read-club-system")
                .replace()
                .process(e -> seen.add(e.getMessage().getBody(ReadNow.class))));

    await().until(() -> !seen.isEmpty());
    assertThat(seen.getFirst().lease()).isEqualTo(lease);
    assertThat(seen.getFirst().mode()).isEqualTo(Mode.FULL);
  }

  @Test
  void aRunAskedForIsTakenUpThoughTheNextIsAnHourAway() {
    routes.start(lease);
    await().until(() -> runs().size() == 2 && runs().getFirst().state() != SyncRun.State.RUNNING);

    SyncRun asked =
        core.in(
            club,
            () -> core.get(SyncDesk.class).ask(lease.connection().value(), Mode.FULL, "anna"));

    await().until(() -> run(asked.id()).state() == SyncRun.State.COMPLETED);
    assertThat(run(asked.id()).startedBy()).isEqualTo("anna");
  }

  @Test
  void aSystemThatIsDownIsTriedAgainAndItsRunGoesOn() {
    system.trouble = trouble(ClubSystem.Trouble.Kind.DOWN);
    routes.start(lease);
    // The run's trouble is written after the connection's.
    await().until(() -> !runs().isEmpty() && "played".equals(runs().getFirst().troubleCode()));
    assertThat(status()).isEqualTo(ConnectionHealth.Status.DOWN);
    SyncRun lying = runs().getFirst();
    assertThat(lying.state()).isEqualTo(SyncRun.State.RUNNING);

    system.trouble = null;

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> run(lying.id()).state() == SyncRun.State.COMPLETED);
    await().until(() -> status() == ConnectionHealth.Status.UP);
  }

  @Test
  void whatSomebodyHasToMendEndsTheRunAndIsNotHammered() {
    system.trouble = trouble(ClubSystem.Trouble.Kind.REFUSED);
    routes.start(lease);

    await().until(() -> !runs().isEmpty() && runs().getFirst().state() == SyncRun.State.FAILED);
    await().during(Duration.ofSeconds(1)).until(() -> system.asked.get() == 1);
    assertThat(status()).isEqualTo(ConnectionHealth.Status.DOWN);
  }

  @Test
  void aBusySystemIsWaitedForAndAStopEndsTheWait() {
    system.trouble = trouble(ClubSystem.Trouble.Kind.BUSY);
    routes.start(lease);
    await().until(() -> system.asked.get() == 1);
    SyncRun waiting = runs().getFirst();

    core.runIn(club, () -> core.get(SyncDesk.class).stop(waiting.id()));

    await().until(() -> run(waiting.id()).state() == SyncRun.State.STOPPED);
    assertThat(status()).isEqualTo(ConnectionHealth.Status.UNKNOWN);
  }

  @Test
  void aRemovedConnectionLeavesNothingBehindAndEverySystemIsClosed() {
    int before = camel.getRoutes().size() + camel.getEndpoints().size();
    for (int i = 0; i < 20; i++) {
      int asked = system.asked.get();
      routes.start(lease);
      await().until(() -> system.asked.get() > asked);
      routes.stop(lease);
    }

    await().until(() -> system.closed.get() == 20);
    assertThat(camel.getRoutes().size() + camel.getEndpoints().size()).isEqualTo(before);
  }

  @Test
  void everyMinuteContractsStillUnpaidAreToldOf() throws Exception {
    try (var minute = camel.createProducerTemplate()) {
      minute.sendBody("direct:minute", "");
    }
    assertThat(unpaid).hasValue(1);
  }

  @Test
  void theNightIsTheClubsAndEachConnectionHasItsOwnMomentOfIt() {
    FollowPace weekly =
        new FollowPace(
            Duration.ofMinutes(3),
            ZoneId.of("Asia/Yekaterinburg"),
            LocalTime.of(23, 0),
            LocalTime.of(5, 0),
            7,
            0.5);
    Instant last = Instant.parse("2026-11-15T19:00:00Z");
    // 23:00 there is 18:00 UTC; half of the night's first half is 1:30 later.
    assertThat(weekly.fullIsDue(Instant.parse("2026-11-22T19:00:00Z"), last)).isFalse();
    assertThat(weekly.fullIsDue(Instant.parse("2026-11-22T19:40:00Z"), last)).isTrue();
    assertThat(weekly.fullIsDue(Instant.parse("2026-11-22T23:59:00Z"), last)).isTrue();
    assertThat(weekly.fullIsDue(Instant.parse("2026-11-23T00:01:00Z"), last)).isFalse();
    assertThat(weekly.fullIsDue(Instant.parse("2026-11-18T20:00:00Z"), last)).isFalse();
  }

  private java.util.Map<String, Object> own() {
    owned.put(lease);
    return java.util.Map.of("connection", lease.connection().toString());
  }

  private static ClubSystem.Trouble trouble(ClubSystem.Trouble.Kind kind) {
    return new ClubSystem.Trouble(kind, "played", "as the test wants");
  }

  private List<SyncRun> runs() {
    return core.in(
        club,
        () -> core.get(SyncRuns.class).list(lease.connection().value(), new PageRequest(0, 50)));
  }

  private SyncRun run(long id) {
    return core.in(club, () -> core.get(SyncRuns.class).get(id));
  }

  private ConnectionHealth.Status status() {
    return core.in(club, () -> core.get(Connections.class).get(lease.connection().value()))
        .health()
        .status();
  }
}
