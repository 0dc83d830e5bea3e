package ru.fitcrm.hub.core.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.box.BoxQuery;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.ConnectionHealth;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.connection.NodeId;
import ru.fitcrm.hub.core.connection.Ownership;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.testing.TestCore;

/** The outbox on a real database; its clock is moved by moving the rows' times. */
class OutboxTest {

  private static final MessageKind ONCE =
      new MessageKind("once", Duration.ofHours(4), Duration.ofMinutes(2), false, true);
  private static final MessageKind AGAIN =
      new MessageKind("again", Duration.ofHours(4), Duration.ofMinutes(2), true, true);
  private static final Outcome DOWN = new Outcome.ConnectionDown("unreachable", "Nobody answers");
  private static final Outcome BUSY = new Outcome.RetryAt(null, "busy", "Come back later");
  private static final Outcome TAKEN = new Outcome.Accepted("ext-1");

  private final List<OutboxMessage> told = new ArrayList<>();
  private final TestCore core = new TestCore(Clock.systemUTC());
  private final JdbcClient jdbc = core.get(JdbcClient.class);
  private final ClubGate gate = core.get(ClubGate.class);
  private final Outbox outbox = core.get(Outbox.class);
  private final ClaimOutgoing claim = core.get(ClaimOutgoing.class);
  private final Riders riders = new Riders(List.of(rider(ONCE), rider(AGAIN)));
  private final SettleOutgoing settle =
      new SettleOutgoing(gate, jdbc, TestCore.json(), core.get(RetryTable.class), riders);
  private final SweepOutbox sweep = new SweepOutbox(gate, jdbc, TestCore.json(), riders);
  private final ReplayMessage replay = new ReplayMessage(jdbc, outbox, riders);
  private final Club club = core.club("Север");
  private final Lease lease = core.phoneLine(club);

  @AfterEach
  void close() {
    core.close();
  }

  @Test
  void theSameThingIsPutOnceAlsoByTwoAtTheSameInstant() {
    List<CompletableFuture<Long>> puts =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> put(ONCE, "1", null)))
            .toList();

    assertThat(puts.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    assertThat(take(10)).hasSize(1);
  }

  @Test
  void twoClaimersNeverGetTheSameMessage() {
    IntStream.range(0, 200).forEach(i -> put(ONCE, "m" + i, null));

    List<CompletableFuture<List<OutboxMessage>>> claimers =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(this::takeAllInTens))
            .toList();

    List<Long> ids =
        claimers.stream()
            .flatMap(claimer -> claimer.join().stream().map(OutboxMessage::id))
            .toList();
    assertThat(ids).hasSize(200).doesNotHaveDuplicates();
  }

  @Test
  void ofAnOrderKeyOnlyTheFirstOpenMessageGoes() {
    put(ONCE, "a1", "a");
    put(ONCE, "a2", "a");
    put(ONCE, "b1", "b");
    put(ONCE, "free", null);

    List<OutboxMessage> first = take(10);
    assertThat(sources(first)).containsExactly("a1", "b1", "free");
    settle.settle(lease, first.getFirst(), BUSY, Duration.ZERO);
    assertThat(take(10)).as("the first of its key waits for its next try").isEmpty();

    makeDue();
    OutboxMessage again = take(10).getFirst();
    assertThat(again.sourceId()).isEqualTo("a1");
    settle.settle(lease, again, TAKEN, Duration.ZERO);
    assertThat(sources(take(10))).containsExactly("a2");
  }

  @Test
  void anAttemptThatFailedIsTriedAgainByTheTableUntilItIsGivenUp() {
    long id = put(ONCE, "1", null);
    Instant before = now();

    settle.settle(lease, takeOne(), BUSY, Duration.ofMillis(7));
    OutboxMessage waiting = get(id);
    assertThat(waiting.state()).isEqualTo(OutboxState.WAITING);
    long usual = TestCore.RETRY.toSeconds();
    assertDueIn(usual - 1, usual + 1, before, waiting.nextAttemptAt());
    assertThat(take(1)).isEmpty();
    makeDue();
    settle.settle(lease, takeOne(), BUSY, Duration.ZERO);
    makeDue();
    settle.settle(lease, takeOne(), BUSY, Duration.ZERO);

    assertThat(get(id).state()).isEqualTo(OutboxState.REJECTED);
    assertThat(get(id).reason()).contains("3 attempts").contains("Come back later");
    assertThat(outcomes(id)).containsExactly("RETRY", "RETRY", "REJECTED");
    assertThat(attempts(id).getFirst().ms()).isEqualTo(7);
    assertThat(told).extracting(OutboxMessage::state).containsExactly(OutboxState.REJECTED);
  }

  @Test
  void whatTheReceiverAsksToWaitIsWaited() {
    long id = put(ONCE, "1", null);
    Instant later = now().plusSeconds(3600);

    settle.settle(lease, takeOne(), new Outcome.RetryAt(later, "429", "Too many"), Duration.ZERO);

    assertThat(get(id).nextAttemptAt()).isCloseTo(later, within(10, ChronoUnit.MILLIS));
  }

  @Test
  void aDownConnectionCostsNoAttemptAndProbesWithItsOldestMessageLessAndLessOften() {
    long oldest = put(ONCE, "1", null);
    put(ONCE, "2", null);
    put(ONCE, "3", null);
    Instant began = now();
    take(10).forEach(message -> settle.settle(lease, message, DOWN, Duration.ZERO));
    assertThat(get(oldest).attempts()).isZero();
    assertThat(take(10)).as("not before the probe").isEmpty();

    assertDueIn(5, 5, began, probeAt());
    for (long seconds : new long[] {10, 20, 40, 80, 160, 300, 300}) {
      makeProbeDue();
      Instant before = now();
      OutboxMessage probe = takeOne();
      assertThat(probe.id()).isEqualTo(oldest);
      assertThat(take(10)).as("one probe at a time").isEmpty();
      settle.settle(lease, probe, DOWN, Duration.ZERO);
      assertDueIn(seconds, seconds, before, probeAt());
    }

    makeProbeDue();
    settle.settle(lease, takeOne(), TAKEN, Duration.ZERO);
    assertThat(sources(take(10))).as("it works: all may go").containsExactly("2", "3");
  }

  @Test
  void aNewOwnerGoesOnProbingWhereTheOldOneStopped() {
    put(ONCE, "1", null);
    settle.settle(lease, takeOne(), DOWN, Duration.ZERO);

    Lease next = takeOver();
    assertThat(claim.take(List.of(new ClaimOutgoing.Room(next, 10)))).isEmpty();
    makeProbeDue();
    assertThat(claim.take(List.of(new ClaimOutgoing.Room(lease, 10))))
        .as("the old owner gets nothing")
        .isEmpty();
    assertThat(claim.take(List.of(new ClaimOutgoing.Room(next, 10)))).hasSize(1);
  }

  @Test
  void aHeldConnectionsMessagesWaitAndGoInOrderWhenReleased() {
    hold(true);
    List<String> put = IntStream.range(0, 5).mapToObj(i -> "m" + i).toList();
    put.forEach(source -> put(ONCE, source, null));
    assertThat(take(10)).isEmpty();

    hold(false);
    assertThat(Stream.generate(() -> takeOne().sourceId()).limit(5)).containsExactlyElementsOf(put);
  }

  @Test
  void whatWasNotSentInTimeExpiresAndIsSeen() {
    long id = put(ONCE, "1", null);
    update("update outbox_message set good_until = now() - interval '1 second'");

    assertThat(take(10)).isEmpty();
    assertThat(sweep.sweep()).isEqualTo(1);
    assertThat(get(id).state()).isEqualTo(OutboxState.EXPIRED);
    assertThat(outcomes(id)).containsExactly("EXPIRED");
    assertThat(told).extracting(OutboxMessage::state).containsExactly(OutboxState.EXPIRED);
    assertThat(sweep.sweep()).isZero();
  }

  @Test
  void whatWaitsForARemovedConnectionIsSettledAtOnceAndWhatIsOnItsWayWhenItIsBack() {
    long waits = put(ONCE, "waits", null);
    long sent = put(ONCE, "sent", null);
    long doubt = put(AGAIN, "doubt", null);
    OutboxMessage onItsWay =
        take(3).stream().filter(one -> one.id() == sent).findFirst().orElseThrow();
    claim.giveBack(List.of(lease), List.of(sent));
    update("update outbox_message set code = 'sender-lost' where id = " + doubt);

    core.runIn(club, () -> core.get(Connections.class).remove(lease.connection().value()));

    assertThat(get(waits).state()).isEqualTo(OutboxState.REJECTED);
    assertThat(get(waits).code()).isEqualTo("connection-gone");
    assertThat(get(doubt).state()).isEqualTo(OutboxState.UNKNOWN);
    settle.settle(lease, onItsWay, BUSY, Duration.ZERO);
    assertThat(sweep.sweep()).isEqualTo(1);
    assertThat(get(sent).code()).isEqualTo("connection-gone");
    assertThat(outcomes(sent)).containsExactly("RETRY", "REJECTED");
    assertThat(told).extracting(OutboxMessage::sourceId).containsExactly("sent");
  }

  @Test
  void aClaimThatOutlivesItsNodeIsUnknownUnlessRepeatingIsSafe() {
    long once = put(ONCE, "1", null);
    long again = put(AGAIN, "2", null);
    List<OutboxMessage> lost = take(10);
    assertThat(sweep.sweep()).as("the node lives").isZero();
    update("update node set heartbeat_at = now() - interval '16 seconds'");

    assertThat(sweep.sweep()).isEqualTo(2);
    assertThat(get(once).state()).isEqualTo(OutboxState.UNKNOWN);
    assertThat(get(again).state()).isEqualTo(OutboxState.WAITING);
    assertThat(get(again).isInDoubt()).as("whoever claims it asks before it sends").isTrue();
    for (OutboxMessage message : lost) {
      assertThat(settle.settle(lease, message, TAKEN, Duration.ZERO))
          .as("the lost node's word still ends the doubt of what nobody has claimed anew")
          .isEqualTo(message.repeatable());
    }
    assertThat(get(once).state()).isEqualTo(OutboxState.UNKNOWN);
    assertThat(get(again).state()).isEqualTo(OutboxState.ACCEPTED);
  }

  @Test
  void whatWasClaimedAndNeverHeardOfIsPutBackWithoutAnAttempt() {
    put(AGAIN, "1", null);
    put(AGAIN, "2", null);
    List<OutboxMessage> claimed = take(10);
    OutboxMessage heard = claimed.getFirst();

    claim.giveBack(List.of(lease), List.of(heard.id()));

    assertThat(get(heard.id()).state()).isEqualTo(OutboxState.CLAIMED);
    OutboxMessage back = takeOne();
    assertThat(back.id()).isEqualTo(claimed.getLast().id());
    assertThat(back.attempts()).isEqualTo(1);
    assertThat(back.isInDoubt()).isFalse();
  }

  @Test
  void whatWasClaimedWhileItsConnectionStoppedWaitsAgainAtOnce() {
    long id = put(AGAIN, "1", null);
    OutboxMessage claimed = takeOne();

    claim.putBack(claimed);

    OutboxMessage again = takeOne();
    assertThat(again.id()).isEqualTo(id);
    assertThat(again.attempts()).isEqualTo(1);
    claim.putBack(claimed);
    assertThat(get(id).state()).as("claimed anew").isEqualTo(OutboxState.CLAIMED);
  }

  @Test
  void whatMayHaveBeenSentEndsUnknownNeitherExpiredNorGivenUp() {
    long stale = put(AGAIN, "1", null);
    Outcome doubt = new Outcome.RetryAt(null, "broke-off", "Nobody saw the end");
    settle.settle(lease, takeOne(), doubt, Duration.ZERO);
    update("update outbox_message set good_until = now() - interval '1 second'");
    sweep.sweep();
    assertThat(get(stale).state()).isEqualTo(OutboxState.UNKNOWN);

    long tried = put(AGAIN, "2", null);
    for (int i = 0; i < 3; i++) {
      settle.settle(lease, takeOne(), doubt, Duration.ZERO);
      makeDue();
    }
    assertThat(get(tried).state()).isEqualTo(OutboxState.UNKNOWN);
    assertThat(get(tried).code()).isEqualTo("broke-off");
  }

  @Test
  void aClaimOlderThanAnyAttemptTakesIsLostEvenIfItsNodeLives() {
    long id = put(ONCE, "1", null);
    takeOne();
    update("update outbox_message set claimed_until = now() - interval '1 second'");

    assertThat(sweep.sweep()).isEqualTo(1);
    assertThat(get(id).state()).isEqualTo(OutboxState.UNKNOWN);
  }

  @Test
  void anOldClaimChangesNothingWhenTheMessageWasClaimedAnew() {
    long id = put(AGAIN, "1", null);
    OutboxMessage old = takeOne();
    update("update outbox_message set claimed_until = now() - interval '1 second'");
    sweep.sweep();
    OutboxMessage fresh = takeOne();

    Outcome no = new Outcome.Rejected("no", "No");
    assertThat(settle.settle(lease, old, no, Duration.ZERO)).isFalse();
    assertThat(get(id).state()).isEqualTo(OutboxState.CLAIMED);
    assertThat(settle.settle(lease, fresh, TAKEN, Duration.ZERO)).isTrue();
    assertThat(get(id).externalId()).isEqualTo("ext-1");
  }

  @Test
  void whatTheReceiverSaysLaterOnlyAdvances() {
    long id = put(ONCE, "1", null);
    settle.settle(lease, takeOne(), TAKEN, Duration.ZERO);
    long connection = lease.connection().value();

    Outcome no = new Outcome.Rejected("no", "No");
    assertThat(settle.report(club.clubId(), connection, "ext-1", new Outcome.Delivered())).isTrue();
    assertThat(settle.report(club.clubId(), connection, "ext-1", no)).isFalse();
    assertThat(settle.report(club.clubId(), connection, "ext-1", TAKEN)).isFalse();
    assertThat(get(id).state()).isEqualTo(OutboxState.DELIVERED);
  }

  @Test
  void whatWaitedWhileHeldGoesInOrderAfterReleaseUnlessItsTimeIsOver() {
    hold(true);
    put(ONCE, "1", "a");
    long late = put(ONCE, "2", "a");
    put(ONCE, "3", "a");
    put(ONCE, "4", null);
    update("update outbox_message set good_until = now() where source_id = '2'");
    assertThat(take(10)).isEmpty();
    ConnectionHealth health =
        core.in(club, () -> core.get(Connections.class).get(lease.connection().value()).health());
    assertThat(health.queue()).isEqualTo(4);
    assertThat(health.oldest()).isCloseTo(now(), within(1, ChronoUnit.MINUTES));

    sweep.sweep();
    assertThat(get(late).state()).isEqualTo(OutboxState.EXPIRED);
    hold(false);
    List<OutboxMessage> first = take(10);
    assertThat(sources(first)).containsExactly("1", "4");
    first.forEach(one -> settle.settle(lease, one, TAKEN, Duration.ZERO));
    assertThat(sources(take(10))).containsExactly("3");
  }

  @Test
  void aFailedMessageIsReplayedByAPersonWithItsAttemptsShown() {
    long id = put(ONCE, "1", null);
    assertThatThrownBy(() -> replay(id))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("WAITING");
    settle.settle(lease, takeOne(), new Outcome.Unknown("Look there"), Duration.ZERO);

    Instant before = now();
    OutboxMessage waiting = replay(id);
    assertThat(waiting.state()).isEqualTo(OutboxState.WAITING);
    assertThat(waiting.attempts()).isZero();
    long good = ONCE.goodFor().toSeconds();
    assertDueIn(good, good, before, waiting.goodUntil());
    settle.settle(lease, takeOne(), TAKEN, Duration.ZERO);

    assertThat(outcomes(id)).containsExactly("UNKNOWN", "REPLAYED", "ACCEPTED");
    assertThatThrownBy(() -> replay(id)).isInstanceOf(Conflict.class);
  }

  @Test
  void anotherClubsMessagesAreNotSeen() {
    long id = put(ONCE, "1", null);
    Club other = core.club("Юг");

    assertThat(core.in(other, () -> outbox.list(BoxQuery.ALL, new PageRequest(0, 10)))).isEmpty();
    assertThat(core.in(club, () -> outbox.list(BoxQuery.ALL, new PageRequest(0, 10))))
        .extracting(OutboxMessage::id)
        .containsExactly(id);
    assertThat(get(id).toString()).doesNotContain("9161234567");
  }

  private OutboxRider rider(MessageKind kind) {
    return new OutboxRider() {
      @Override
      public MessageKind kind() {
        return kind;
      }

      @Override
      public void settled(OutboxMessage message) {
        told.add(message);
      }
    };
  }

  private long put(MessageKind kind, String source, @Nullable String orderKey) {
    NewMessage message =
        new NewMessage(
            lease.connection().value(),
            kind,
            "test",
            source,
            orderKey,
            TestCore.json().valueToTree(Map.of("phone", "+79161234567")),
            "+79161234567",
            null,
            null);
    return core.in(club, () -> outbox.put(message));
  }

  private List<OutboxMessage> take(int free) {
    return claim.take(List.of(new ClaimOutgoing.Room(lease, free)));
  }

  private List<OutboxMessage> takeAllInTens() {
    List<OutboxMessage> all = new ArrayList<>();
    List<OutboxMessage> taken = take(10);
    while (!taken.isEmpty()) {
      all.addAll(taken);
      taken = take(10);
    }
    return all;
  }

  private OutboxMessage takeOne() {
    List<OutboxMessage> taken = take(1);
    assertThat(taken).hasSize(1);
    return taken.getFirst();
  }

  private static List<String> sources(List<OutboxMessage> messages) {
    return messages.stream().map(OutboxMessage::sourceId).toList();
  }

  private OutboxMessage get(long id) {
    return core.in(club, () -> outbox.get(id));
  }

  private List<Attempt> attempts(long id) {
    return core.in(club, () -> outbox.attempts(id));
  }

  private List<String> outcomes(long id) {
    return attempts(id).stream().map(Attempt::outcome).toList();
  }

  private OutboxMessage replay(long id) {
    return core.in(club, () -> replay.replay(id, "anna@club.test"));
  }

  private void hold(boolean held) {
    core.in(
        club, () -> core.get(Connections.class).hold(lease.connection().value(), held).version());
  }

  /** Another node owns the connection now. */
  private Lease takeOver() {
    update("update node set heartbeat_at = now() - interval '16 seconds'");
    NodeId node = core.get(Ownership.class).enter("next");
    return core.get(Ownership.class).beat(node).orElseThrow().getFirst();
  }

  private void makeDue() {
    update("update outbox_message set next_at = now() where state = 'WAITING'");
  }

  private void makeProbeDue() {
    update("update connection_health set probe_at = now() where probe_at is not null");
  }

  private Instant probeAt() {
    return gate.asPlatform(
        () ->
            jdbc.sql("select probe_at from connection_health")
                .query(OffsetDateTime.class)
                .single()
                .toInstant());
  }

  /** So many seconds after what was done since then, however long that took. */
  private void assertDueIn(long atLeast, long atMost, Instant since, @Nullable Instant due) {
    assertThat(due).isBetween(since.plusSeconds(atLeast), now().plusSeconds(atMost));
  }

  private Instant now() {
    return Clock.systemUTC().instant();
  }

  private void update(String sql) {
    gate.runAsPlatform(() -> jdbc.sql(sql).update());
  }
}
