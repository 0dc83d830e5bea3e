package ru.fitcrm.hub.routes.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.connectors.DialRequest;
import ru.fitcrm.hub.connectors.Dialled;
import ru.fitcrm.hub.connectors.PhoneLine;
import ru.fitcrm.hub.core.call.CallDesk;
import ru.fitcrm.hub.core.call.CallGap;
import ru.fitcrm.hub.core.call.CallGaps;
import ru.fitcrm.hub.core.call.CallLog;
import ru.fitcrm.hub.core.call.CallQuery;
import ru.fitcrm.hub.core.call.CallSnapshot;
import ru.fitcrm.hub.core.call.CallTold;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.connection.Connection;
import ru.fitcrm.hub.core.connection.ConnectionHealth;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.HealthBook;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.connection.LeaseLost;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.testing.TestCore;
import ru.fitcrm.hub.routes.in.PhoneCalls;
import ru.fitcrm.hub.routes.life.ConnectionRoutes;
import ru.fitcrm.hub.routes.life.KindTemplate;

class PhoneCallsRouteTest {

  private final TestCore core = new TestCore(Clock.systemUTC());
  private final Instant now = Clock.systemUTC().instant();
  private final OwnedConnections owned = new OwnedConnections();
  private final Map<ConnectionId, OpenLine> lines = new ConcurrentHashMap<>();
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final ConnectionRoutes routes =
      new ConnectionRoutes(
          camel,
          owned,
          lease -> {},
          List.of(new KindTemplate(Set.of("asterisk"), PhoneCalls.TEMPLATE)));
  private Club club;
  private Lease lease;

  @BeforeEach
  void startCamel() throws Exception {
    club = core.club("Север");
    lease = core.phoneLine(club, "74951230001");
    camel.addComponent(
        "call",
        new CallComponent(owned, this::open, core.get(HealthBook.class), core.get(CallGaps.class)));
    camel.getRegistry().bind("callDesk", core.get(CallDesk.class));
    camel.addRoutes(new PhoneCalls());
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
    core.close();
  }

  @Test
  void whatTheLineHearsStandsInTheDatabase() {
    routes.start(lease);
    line().call(CallTold.ringing("1.0", "89161234567", now));
    line().call(CallTold.missed("1.0", "89161234567", now));
    line().call(CallTold.talked("1.1", "89161234568", now));

    await().until(() -> calls() == 2);
    routes.stop(lease);
    assertThat(calls()).isEqualTo(2);
  }

  @Test
  void theHealthOfTheLineIsTheConnectionsHealth() {
    routes.start(lease);
    line().health(new PhoneLine.Health(false, now, "login-refused", "wrong password", null));
    await().until(() -> connection().health().status() == ConnectionHealth.Status.DOWN);
    assertThat(connection().health().lastErrorCode()).isEqualTo("login-refused");

    line().health(new PhoneLine.Health(true, now, null, null, 1500L));
    await().until(() -> connection().health().status() == ConnectionHealth.Status.UP);
    assertThat(connection().health().clockSkewMillis()).isEqualTo(1500L);
  }

  @Test
  void aGapIsShownAndWhatWasHeardIsRememberedForTheNextOwner() {
    routes.start(lease);
    line().gap(now.minusSeconds(100), now.minusSeconds(40));
    line().heard(now);
    await().until(() -> lastTold().isPresent());

    assertThat(gaps(null, null))
        .singleElement()
        .matches(gap -> gap.connectionId() == lease.connection().value());
    assertThat(lastTold().orElseThrow()).isCloseTo(now, within(1, ChronoUnit.MILLIS));
    assertThat(gaps(now.minusSeconds(40), null)).isEmpty();
    assertThat(gaps(now.minusSeconds(41), now.minusSeconds(99))).hasSize(1);
    assertThat(gaps(null, now.minusSeconds(100))).isEmpty();
  }

  @Test
  void whatWasHeardCountsOnlyWhenTheCallsBeforeItAreWritten() throws Exception {
    routes.start(lease);
    Desk desk = adviseDesk();
    desk.trouble = new IllegalStateException("the database is away");
    line().call(CallTold.ringing("1.0", "89161234567", now));
    line().heard(now);
    await().until(() -> desk.asked.get() > 1);
    assertThat(lastTold()).isEmpty();

    desk.trouble = null;
    await().until(() -> lastTold().isPresent());
    assertThat(desk.taken).hasSize(1);
  }

  private Optional<Instant> lastTold() {
    return core.in(club, () -> core.get(CallLog.class).lastTold(lease.connection().value()));
  }

  private List<CallGap> gaps(@Nullable Instant from, @Nullable Instant to) {
    return core.in(club, () -> core.get(CallLog.class).gaps(from, to));
  }

  @Test
  void aCallTheDeskCannotTakeIsTriedAgainAsItStandsByThen() throws Exception {
    routes.start(lease);
    Desk desk = adviseDesk();
    desk.trouble = new IllegalStateException("the database is away");

    line().call(CallTold.ringing("1.0", "89161234567", now));
    await().until(() -> desk.asked.get() > 0);
    line().call(CallTold.missed("1.0", "89161234567", now));
    line().call(CallTold.missed("1.1", "89161234568", now));
    desk.trouble = null;

    await().until(() -> desk.taken.size() == 2);
    assertThat(desk.taken)
        .extracting(call -> call.linkedId() + call.stage())
        .containsExactlyInAnyOrder("1.0ENDED", "1.1ENDED");
  }

  @Test
  void aLostLeaseForgetsWhatIsPending() throws Exception {
    routes.start(lease);
    Desk desk = adviseDesk();
    desk.trouble = new LeaseLost(lease);

    line().call(CallTold.ringing("1.0", "89161234567", now));
    await().until(() -> desk.asked.get() == 1);
    routes.stop(lease);

    assertThat(desk.taken).isEmpty();
    assertThat(desk.asked).hasValue(1);
  }

  @Test
  void aRemovedConnectionLeavesNothingBehind() {
    for (int i = 0; i < 50; i++) {
      routes.start(lease);
      routes.stop(lease);
    }

    assertThat(camel.getRoutes()).isEmpty();
    assertThat(camel.getEndpoints()).isEmpty();
    assertThat(owned.all()).isEmpty();
    assertThat(lines.values()).allMatch(OpenLine::isClosed);
  }

  private Desk adviseDesk() throws Exception {
    Desk desk = new Desk();
    AdviceWith.adviceWith(
        camel,
        ConnectionRoutes.routeOf(lease.connection()),
        route -> route.weaveById("record-call*").replace().process(desk));
    return desk;
  }

  /** In the place of the real desk: refuses while there is trouble. */
  private static final class Desk implements Processor {

    private final AtomicInteger asked = new AtomicInteger();
    private final List<CallSnapshot> taken = new CopyOnWriteArrayList<>();
    private volatile @Nullable RuntimeException trouble;

    @Override
    public void process(Exchange exchange) {
      asked.incrementAndGet();
      RuntimeException now = trouble;
      if (now != null) {
        throw now;
      }
      taken.add(exchange.getMessage().getBody(CallSnapshot.class));
    }
  }

  private OpenLine line() {
    await().until(() -> lines.containsKey(lease.connection()));
    return Objects.requireNonNull(lines.get(lease.connection()));
  }

  private PhoneLine open(Lease opened, PhoneLine.Listener listener) {
    OpenLine line = new OpenLine(listener);
    lines.put(opened.connection(), line);
    return line;
  }

  private int calls() {
    return core.in(
        club, () -> core.get(CallLog.class).list(CallQuery.ALL, new PageRequest(0, 100)).size());
  }

  private Connection connection() {
    return core.in(club, () -> core.get(Connections.class).get(lease.connection().value()));
  }

  /** A line whose facts the test says. */
  private static final class OpenLine implements PhoneLine {

    private final PhoneLine.Listener listener;
    private volatile boolean closed;

    OpenLine(PhoneLine.Listener listener) {
      this.listener = listener;
    }

    void call(CallSnapshot call) {
      listener.call(call);
    }

    void health(Health health) {
      listener.health(health);
    }

    void gap(Instant from, Instant to) {
      listener.gap(from, to);
    }

    void heard(Instant until) {
      listener.heard(until);
    }

    @Override
    public Dialled dial(DialRequest request) {
      return new Dialled.Refused("no-line", "this line only listens");
    }

    boolean isClosed() {
      return closed;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
