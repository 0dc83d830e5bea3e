package ru.fitcrm.hub.core.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.box.BoxQuery;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.testing.TestCore;

class InboxTest {

  private static final TestCore CORE = new TestCore(Clock.systemUTC());
  private static final String KIND = "test-in";

  private final Club club = CORE.club("Входящие " + System.nanoTime());
  private final TakeIn takeIn = CORE.get(TakeIn.class);
  private final ClaimReceived claims = CORE.get(ClaimReceived.class);
  private final ApplyReceived apply = CORE.get(ApplyReceived.class);
  private final Inbox inbox = CORE.get(Inbox.class);
  private final ReplayReceived replay = CORE.get(ReplayReceived.class);
  private final long connection = System.nanoTime();

  @AfterAll
  static void close() {
    CORE.close();
  }

  @Test
  void whatCameInIsKeptToTheByteAndAppliedByWhoTookItIn() {
    Claimed mine = taken("a-1", null, "{\"имя\": \"Анна\"}");

    apply.apply(mine, () -> applied("done"));

    assertThat(message(mine.id()).state()).isEqualTo(InboxState.APPLIED);
    assertThat(CORE.in(club, () -> inbox.body(mine.id()).orElseThrow().text()))
        .isEqualTo("{\"имя\": \"Анна\"}");
    assertThat(CORE.in(club, () -> inbox.answer(mine.id()))).hasValue("\"done\"");
  }

  @Test
  void theSameIdAgainIsADuplicateThatLeadsToTheFirst() {
    Claimed first = taken("b-1", null, "{}");

    TakeIn.Taken again = takeIn.take(club.clubId(), received("b-1", null, "{}"));

    assertThat(again).isEqualTo(new TakeIn.Taken.Known(first.id()));
    assertThat(states()).containsExactly(InboxState.DUPLICATE, InboxState.RECEIVED);
  }

  @Test
  void theSameIdFromManySendersAtOnceIsTakenInOnce() throws Exception {
    Callable<TakeIn.Taken> take =
        () -> takeIn.take(club.clubId(), received("c-1", null, "{\"n\": 1}"));
    int fresh = 0;
    try (ExecutorService senders = Executors.newFixedThreadPool(8)) {
      for (Future<TakeIn.Taken> taken : senders.invokeAll(List.of(take, take, take, take, take))) {
        fresh += taken.get() instanceof TakeIn.Taken.New ? 1 : 0;
      }
    }
    assertThat(fresh).isEqualTo(1);
  }

  @Test
  void messagesAboutOneObjectAreHandedOutOneAfterAnother() {
    Claimed first = taken("d-1", "contract-7", "1");
    TakeIn.Taken second = takeIn.take(club.clubId(), received("d-2", "contract-7", "2"));
    TakeIn.Taken other = takeIn.take(club.clubId(), received("d-3", "contract-8", "3"));

    assertThat(mine(second)).as("waits for the first").isNull();
    assertThat(mine(other)).as("another object does not wait").isNotNull();
    assertThat(claimed()).doesNotContain(second.id());
    apply.apply(first, () -> applied("1"));
    assertThat(claimed()).contains(second.id());
  }

  @Test
  void twoWorkersNeverHoldTheSameMessage() throws Exception {
    for (int i = 0; i < 40; i++) {
      letGo(taken("e-" + i, null, "{}"));
    }
    Set<Long> seen = new HashSet<>();
    Callable<List<Claimed>> claim = () -> claims.claim(List.of(KIND), 10);
    int total = 0;
    try (ExecutorService workers = Executors.newFixedThreadPool(4)) {
      for (Future<List<Claimed>> batch : workers.invokeAll(List.of(claim, claim, claim, claim))) {
        for (Claimed claimed : batch.get()) {
          if (claimed.connection() == connection) {
            seen.add(claimed.id());
            total++;
          }
        }
      }
    }
    assertThat(seen).hasSize(total);
  }

  @Test
  void aMessageWhoseWorkerDiedComesBackAndTheDeadWorkersLateWorkIsUndone() {
    Claimed dead = taken("f-1", null, "{}");
    letGo(dead);
    Claimed living =
        claims.claim(List.of(KIND), 100).stream()
            .filter(claimed -> claimed.id() == dead.id())
            .findFirst()
            .orElseThrow();

    assertThatThrownBy(() -> apply.apply(dead, () -> writeAndSay("dead")))
        .isInstanceOf(ClaimLost.class);
    apply.apply(living, () -> writeAndSay("living"));

    assertThat(written()).containsExactly("living");
    assertThat(living.attempt()).isEqualTo(2);
  }

  @Test
  void whatWorkWroteBeforeItFailedIsUndoneAndItIsTriedAgainLater() {
    Claimed mine = taken("g-1", null, "{}");
    IllegalStateException trouble = new IllegalStateException("broken");

    assertThatThrownBy(
            () ->
                apply.apply(
                    mine,
                    () -> {
                      writeAndSay("half");
                      throw trouble;
                    }))
        .isSameAs(trouble);
    apply.failed(mine, trouble);

    assertThat(written()).isEmpty();
    InboxMessage waiting = message(mine.id());
    assertThat(waiting.state()).isEqualTo(InboxState.RECEIVED);
    assertThat(waiting.reason())
        .matches("Applying it failed: the hub's log of 2\\d{3}-.*Z says why")
        .doesNotContain("broken");
    assertThat(waiting.nextAttemptAt()).isAfter(waiting.receivedAt());
  }

  @Test
  void whatCannotBeAppliedYetSaysSoInWords() {
    Claimed mine = taken("early-1", null, "{}");
    apply.failed(mine, new NotYet("inbox.too-early", "A receipt names a message not known yet"));

    InboxMessage waiting = message(mine.id());
    assertThat(waiting.state()).isEqualTo(InboxState.RECEIVED);
    assertThat(waiting.reason()).isEqualTo("A receipt names a message not known yet");
  }

  @Test
  void afterTheLastTryItHasFailedAndCanBeReplayed() {
    Claimed mine = taken("h-1", null, "{}");
    Claimed last =
        new Claimed(
            mine.club(),
            mine.id(),
            mine.connection(),
            mine.kind(),
            mine.claim(),
            6,
            mine.receivedAt(),
            mine.headers(),
            mine.body());

    apply.failed(last, new IllegalStateException("broken"));
    assertThat(message(mine.id()).state()).isEqualTo(InboxState.FAILED);

    CORE.in(club, () -> replay.replay(mine.id(), false, "anna"));
    assertThat(claimed()).contains(mine.id());
  }

  @Test
  void whatIsAppliedIsNotReplayed() {
    Claimed mine = taken("i-1", null, "{}");
    apply.apply(mine, () -> applied("ok"));

    assertThatThrownBy(() -> CORE.in(club, () -> replay.replay(mine.id(), false, "anna")))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("APPLIED");
  }

  @Test
  void aRejectedMessageSaysWhy() {
    Claimed mine = taken("j-1", null, "{");

    apply.apply(
        mine,
        () -> new Handled.Rejected("json.unreadable", "line 1,\0 column 2: send valid JSON", null));

    InboxMessage rejected = message(mine.id());
    assertThat(rejected.state()).isEqualTo(InboxState.REJECTED);
    assertThat(rejected.reasonCode()).isEqualTo("json.unreadable");
    assertThat(rejected.reason()).contains("column 2");
  }

  @Test
  void aClubSeesItsOwnMessagesOnly() {
    Claimed mine = taken("k-1", null, "{}");
    Club other = CORE.club("Чужой");

    assertThat(CORE.in(other, () -> inbox.list(BoxQuery.ALL, PageRequest.of(null, null))))
        .isEmpty();
    assertThat(CORE.in(other, () -> inbox.body(mine.id()))).isEmpty();
  }

  private Handled writeAndSay(String what) {
    CORE.get(JdbcClient.class)
        .sql("insert into ignored_number (number, note) values (:number, :what)")
        .param("number", what)
        .param("what", what)
        .update();
    return applied(what);
  }

  private List<String> written() {
    return CORE.in(
        club,
        () ->
            CORE.get(JdbcClient.class)
                .sql("select note from ignored_number")
                .query(String.class)
                .list());
  }

  private static Handled applied(String answer) {
    return new Handled.Applied(null, JsonNodeFactory.instance.textNode(answer));
  }

  private List<Long> claimed() {
    return claims.claim(List.of(KIND), 100).stream().map(Claimed::id).toList();
  }

  /** As if the two minutes of its worker had passed. */
  private void letGo(Claimed claimed) {
    CORE.get(ClubGate.class)
        .runAsPlatform(
            () ->
                CORE.get(JdbcClient.class)
                    .sql(
                        "update inbox_message set claimed_until = now() - interval '1 second' where id = :id")
                    .param("id", claimed.id())
                    .update());
  }

  private InboxMessage message(long id) {
    return CORE.in(club, () -> inbox.get(id));
  }

  private List<InboxState> states() {
    BoxQuery query = BoxQuery.ofConnection(connection);
    return CORE.in(club, () -> inbox.list(query, PageRequest.of(null, null))).stream()
        .map(InboxMessage::state)
        .toList();
  }

  private Claimed taken(String externalId, @Nullable String orderKey, String body) {
    return Objects.requireNonNull(
        mine(takeIn.take(club.clubId(), received(externalId, orderKey, body))));
  }

  private static @Nullable Claimed mine(TakeIn.Taken taken) {
    return taken instanceof TakeIn.Taken.New fresh ? fresh.mine() : null;
  }

  private Received received(String externalId, @Nullable String orderKey, String body) {
    return new Received(connection, KIND, externalId, orderKey, null, Map.of(), RawBody.json(body));
  }
}
