package ru.fitcrm.hub.routes.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.connection.Connection;
import ru.fitcrm.hub.core.connection.ConnectionHealth;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.HealthBook;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.outbox.Attempt;
import ru.fitcrm.hub.core.outbox.ClaimOutgoing;
import ru.fitcrm.hub.core.outbox.MessageKind;
import ru.fitcrm.hub.core.outbox.NewMessage;
import ru.fitcrm.hub.core.outbox.Outbox;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.OutboxSignal;
import ru.fitcrm.hub.core.outbox.OutboxState;
import ru.fitcrm.hub.core.outbox.Outcome;
import ru.fitcrm.hub.core.outbox.SettleOutgoing;
import ru.fitcrm.hub.core.outbox.SweepOutbox;
import ru.fitcrm.hub.core.testing.TestCore;
import ru.fitcrm.hub.routes.life.ConnectionRoutes;
import ru.fitcrm.hub.routes.life.KindTemplate;

/** From a row put to the route and back to the row. */
@Order(1)
class OutboxRouteTest {

  private static final String TEMPLATE = "test-out";

  private final TestCore core = new TestCore(Clock.systemUTC());
  private final OwnedConnections owned = new OwnedConnections();
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final ConnectionRoutes routes =
      new ConnectionRoutes(
          camel, owned, lease -> {}, List.of(new KindTemplate(Set.of("asterisk"), TEMPLATE)));
  private final SendOutgoing sender =
      new SendOutgoing(
          core.get(ClaimOutgoing.class),
          core.get(SettleOutgoing.class),
          core.get(OutboxSignal.class),
          new TellHealth(core.get(HealthBook.class), Set.of(), Clock.systemUTC()));
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private volatile Function<OutboxMessage, Object> receiver =
      message -> new Outcome.Accepted("x-" + message.id());
  private Club club;
  private Lease lease;

  @BeforeEach
  void startCamel() throws Exception {
    club = core.club("Север");
    lease = core.phoneLine(club);
    camel.addComponent("outbox", new OutboxComponent(owned, sender));
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            routeTemplate(TEMPLATE)
                .templateParameter("connection")
                .from("outbox:{{connection}}?atOnce=2")
                .errorHandler(noErrorHandler())
                .process(
                    exchange -> {
                      OutboxMessage message = exchange.getMessage().getBody(OutboxMessage.class);
                      sent.add(message.sourceId());
                      exchange.getMessage().setBody(receiver.apply(message));
                    });
          }
        });
    camel.start();
    sender.start();
    routes.start(lease);
  }

  @AfterEach
  void stop() {
    routes.stop(lease);
    sender.stop();
    camel.stop();
    core.close();
  }

  @Test
  void aPutMessageGoesDownTheRouteAtOnceAndTheRoutesEndIsItsOutcome() {
    long id = put("1", true);

    await().until(() -> get(id).state() == OutboxState.ACCEPTED);
    assertThat(get(id).externalId()).isEqualTo("x-" + id);
    assertThat(attempts(id)).extracting(Attempt::outcome).containsExactly("ACCEPTED");
  }

  @Test
  void aRouteThatBreaksOffLeavesDoubtWhichOnlyARepeatableMessageMayForget() {
    receiver =
        message -> {
          throw new IllegalStateException("broke off");
        };
    long once = put("1", false);
    long again = put("2", true);

    await().until(() -> get(once).state() == OutboxState.UNKNOWN);
    await().until(() -> get(again).attempts() == 1 && get(again).state() == OutboxState.WAITING);
    assertThat(attempts(again)).extracting(Attempt::outcome).containsExactly("RETRY");
  }

  @Test
  void aRouteThatEndsWithNoOutcomeIsADoubtToo() {
    receiver = message -> "done, I think";
    long once = put("1", false);

    await().until(() -> get(once).state() == OutboxState.UNKNOWN);
  }

  @Test
  void noMoreGoAtOnceThanTheConnectionTakes() {
    CountDownLatch open = new CountDownLatch(1);
    receiver = message -> afterAll(open);
    List<Long> ids = List.of(put("1", true), put("2", true), put("3", true));
    await().until(() -> sent.size() == 2);
    await()
        .during(Duration.ofMillis(700))
        .until(() -> get(ids.getLast()).state() == OutboxState.WAITING);

    open.countDown();
    await().until(() -> ids.stream().allMatch(id -> get(id).state() == OutboxState.DELIVERED));
  }

  @Test
  void aConnectionThatCannotSendIsDownAndUpAgainWithItsFirstSuccess() {
    receiver = message -> new Outcome.ConnectionDown("unreachable", "Nobody answers");
    long id = put("1", true);
    await().until(() -> connection().health().status() == ConnectionHealth.Status.DOWN);
    assertThat(connection().health().lastErrorCode()).isEqualTo("unreachable");

    receiver = message -> new Outcome.Delivered();
    await().atMost(Duration.ofSeconds(15)).until(() -> get(id).state() == OutboxState.DELIVERED);
    await().until(() -> connection().health().status() == ConnectionHealth.Status.UP);
  }

  @Test
  void anOutcomeWaitsForTheDatabaseToComeBackAndIsWrittenThen() {
    CountDownLatch cut = new CountDownLatch(1);
    receiver =
        message -> {
          core.database().cutOff();
          cut.countDown();
          return new Outcome.Accepted("x-1");
        };
    long id = put("1", false);
    await().until(() -> cut.getCount() == 0);
    await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
    core.database().letIn();

    await().ignoreExceptions().until(() -> get(id).state() == OutboxState.ACCEPTED);
    assertThat(get(id).externalId()).isEqualTo("x-1");
    assertThat(attempts(id)).extracting(Attempt::outcome).containsExactly("ACCEPTED");
    assertThat(sent).containsExactly("1");
  }

  @Test
  void whatThisNodeStillKnowsIsNotSentAgainThoughItsClaimRanOutInTheOutage() {
    receiver =
        message -> {
          changed("set claimed_until = now() - interval '1 second'", message.id());
          core.get(SweepOutbox.class).sweep();
          await().until(() -> get(message.id()).claim() > message.claim());
          return new Outcome.Accepted("x-1");
        };
    long id = put("1", true);

    await().until(() -> get(id).state() == OutboxState.ACCEPTED);
    assertThat(get(id).externalId()).isEqualTo("x-1");
    assertThat(attempts(id)).extracting(Attempt::outcome).containsExactly("UNKNOWN", "ACCEPTED");
    assertThat(sent).containsExactly("1");
  }

  @Test
  void anOutcomeItsNodeDiedWithIsUnknownOnceTheDatabaseIsBack() {
    CountDownLatch cut = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    receiver =
        message -> {
          core.database().cutOff();
          cut.countDown();
          return afterAll(never);
        };
    long id = put("1", false);
    await().until(() -> cut.getCount() == 0);
    core.database().letIn();
    await()
        .ignoreExceptions()
        .until(() -> changed("set claimed_until = now() - interval '1 second'", id) == 1);

    assertThat(core.get(SweepOutbox.class).sweep()).isEqualTo(1);
    assertThat(get(id).state()).isEqualTo(OutboxState.UNKNOWN);
    assertThat(attempts(id)).extracting(Attempt::outcome).containsExactly("UNKNOWN");
    assertThat(sent).containsExactly("1");
    never.countDown();
  }

  private static Outcome afterAll(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Outcome.Delivered();
  }

  private int changed(String set, long id) {
    return core.in(
        club,
        () ->
            core.get(JdbcClient.class)
                .sql("update outbox_message " + set + " where id = :id and state = 'CLAIMED'")
                .param("id", id)
                .update());
  }

  @Test
  void aRemovedConnectionLeavesNothingBehind() {
    for (int i = 0; i < 50; i++) {
      routes.stop(lease);
      routes.start(lease);
    }
    routes.stop(lease);

    assertThat(camel.getRoutes()).isEmpty();
    assertThat(camel.getEndpoints()).isEmpty();
    long id = put("1", true);
    await().during(Duration.ofMillis(600)).until(() -> get(id).state() == OutboxState.WAITING);
  }

  private long put(String source, boolean repeatable) {
    MessageKind kind =
        new MessageKind("test", Duration.ofHours(1), Duration.ofMinutes(1), repeatable, true);
    NewMessage message =
        new NewMessage(
            lease.connection().value(),
            kind,
            "test",
            source,
            null,
            TestCore.json().valueToTree(Map.of()),
            null,
            null,
            null);
    return core.in(club, () -> core.get(Outbox.class).put(message));
  }

  private OutboxMessage get(long id) {
    return core.in(club, () -> core.get(Outbox.class).get(id));
  }

  private List<Attempt> attempts(long id) {
    return core.in(club, () -> core.get(Outbox.class).attempts(id));
  }

  private Connection connection() {
    return core.in(club, () -> core.get(Connections.class).get(lease.connection().value()));
  }
}
