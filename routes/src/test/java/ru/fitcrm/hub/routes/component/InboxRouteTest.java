package ru.fitcrm.hub.routes.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.inbox.ApplyReceived;
import ru.fitcrm.hub.core.inbox.ClaimReceived;
import ru.fitcrm.hub.core.inbox.Claimed;
import ru.fitcrm.hub.core.inbox.Handled;
import ru.fitcrm.hub.core.inbox.Inbox;
import ru.fitcrm.hub.core.inbox.InboxMessage;
import ru.fitcrm.hub.core.inbox.InboxState;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.inbox.Received;
import ru.fitcrm.hub.core.inbox.TakeIn;
import ru.fitcrm.hub.core.testing.TestCore;

class InboxRouteTest {

  private static final AskFirst NOBODY =
      new AskFirst() {
        @Override
        public java.util.Set<String> kinds() {
          return java.util.Set.of();
        }

        @Override
        public Asked ask(ru.fitcrm.hub.core.inbox.Claimed message) {
          return new Asked.Apply(message);
        }
      };

  private final TestCore core = new TestCore(Clock.systemUTC());
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final List<String> order = new CopyOnWriteArrayList<>();
  private final AtomicInteger failuresLeft = new AtomicInteger();
  private final CountDownLatch held = new CountDownLatch(1);
  private final InboxComponent component =
      new InboxComponent(
          core.get(TakeIn.class),
          core.get(ClaimReceived.class),
          core.get(ApplyReceived.class),
          NOBODY,
          2);
  private Club club;

  @BeforeEach
  void startCamel() throws Exception {
    club = core.club("Север");
    camel.addComponent("inbox", component);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("inbox:test-in")
                .errorHandler(noErrorHandler())
                .process(e -> e.getMessage().setBody(handle(e.getIn().getBody(Claimed.class))));
          }
        });
    camel.start();
  }

  @AfterEach
  void stop() {
    held.countDown();
    camel.stop();
    core.close();
  }

  @Test
  void aMessageTakenInHereIsAppliedAtOnce() throws Exception {
    Handled handled = applying(take("x", null)).get();

    assertThat(handled).isInstanceOf(Handled.Applied.class);
    assertThat(order).containsExactly("x");
  }

  @Test
  void aMessageNobodyAppliedAtOnceIsClaimedAndApplied() {
    Claimed mine = take("late", null);
    core.get(ApplyReceived.class).letGo(mine);

    await().untilAsserted(() -> assertThat(state(mine.id())).isEqualTo(InboxState.APPLIED));
  }

  @Test
  void messagesOfOneOrderKeyAreAppliedInOrderEvenIfTheFirstIsSlow() {
    Claimed first = take("hold", "k");
    CompletableFuture<Handled> applying = applying(first);
    TakeIn.Taken second = core.get(TakeIn.class).take(club.clubId(), received("after", "k"));
    TakeIn.Taken third = core.get(TakeIn.class).take(club.clubId(), received("last", "k"));
    await().until(() -> order.contains("hold"));
    held.countDown();

    applying.join();
    await().untilAsserted(() -> assertThat(state(third.id())).isEqualTo(InboxState.APPLIED));
    assertThat(state(second.id())).isEqualTo(InboxState.APPLIED);
    assertThat(order).containsExactly("hold", "after", "last");
  }

  @Test
  void aMessageThatFailsIsTriedAgainAndAppliedOnce() {
    failuresLeft.set(1);
    Claimed mine = take("weak", null);

    assertThat(applying(mine)).failsWithin(java.time.Duration.ofSeconds(10));
    await().untilAsserted(() -> assertThat(state(mine.id())).isEqualTo(InboxState.APPLIED));
    assertThat(order).containsExactly("weak", "weak");
  }

  @Test
  void moreThanThereAreHandsForWaitsInTheDatabaseAndIsAppliedAfterwards() {
    TakeAndApply taking = new TakeAndApply(core.get(TakeIn.class), component);
    for (int i = 0; i < 60; i++) {
      var unused = taking.take(club.clubId(), received("hold", null), false);
    }
    held.countDown();

    await().untilAsserted(() -> assertThat(order).hasSize(60));
  }

  @Test
  void whoeverFindsNoHandFreeLeavesTheMessageAndIsToldLater() {
    TakeAndApply taking = new TakeAndApply(core.get(TakeIn.class), component);
    List<TakeAndApply.Applying> came =
        Stream.generate(() -> taking.take(club.clubId(), received("hold", null), false))
            .limit(3)
            .toList();
    held.countDown();

    assertThat(came.get(2)).isEqualTo(new TakeAndApply.Applying.Later());
    await().untilAsserted(() -> assertThat(order).hasSize(3));
  }

  @Test
  void aSenderWhoWaitsToBeToldHasATurnBehindOthers() {
    TakeAndApply taking = new TakeAndApply(core.get(TakeIn.class), component);
    List<TakeAndApply.Applying> came =
        Stream.generate(() -> taking.take(club.clubId(), received("hold", null), true))
            .limit(4)
            .toList();
    held.countDown();

    assertThat(came.get(3))
        .isInstanceOfSatisfying(
            TakeAndApply.Applying.Now.class,
            now -> assertThat(now.handled()).succeedsWithin(java.time.Duration.ofSeconds(10)));
  }

  @Test
  void aHandPutBackIsFreeAgain() {
    for (int i = 0; i < 5; i++) {
      component.reserve("test-in", false).orElseThrow().close();
    }

    assertThat(component.reserve("test-in", false)).isPresent();
  }

  private Handled handle(Claimed message) throws InterruptedException {
    String body = message.body().text();
    order.add(body);
    if (body.equals("hold")) {
      held.await();
    }
    if (failuresLeft.getAndDecrement() > 0) {
      throw new IllegalStateException("not yet");
    }
    return new Handled.Applied(null, null);
  }

  private CompletableFuture<Handled> applying(Claimed mine) {
    return component.reserve("test-in", false).orElseThrow().apply(mine).orElseThrow();
  }

  private Claimed take(String body, @Nullable String orderKey) {
    TakeIn.Taken taken = core.get(TakeIn.class).take(club.clubId(), received(body, orderKey));
    return Objects.requireNonNull(((TakeIn.Taken.New) taken).mine());
  }

  private static Received received(String body, @Nullable String orderKey) {
    return new Received(1, "test-in", null, orderKey, null, Map.of(), RawBody.json(body));
  }

  private InboxState state(long id) {
    InboxMessage message = core.in(club, () -> core.get(Inbox.class).get(id));
    return message.state();
  }
}
