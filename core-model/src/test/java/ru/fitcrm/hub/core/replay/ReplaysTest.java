package ru.fitcrm.hub.core.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.box.BoxQuery;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.inbox.ApplyReceived;
import ru.fitcrm.hub.core.inbox.ClaimReceived;
import ru.fitcrm.hub.core.inbox.Claimed;
import ru.fitcrm.hub.core.inbox.Handled;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.inbox.Received;
import ru.fitcrm.hub.core.inbox.TakeIn;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.testing.TestCore;

/** Replays on a real database: what they find, how they pace themselves, how they end. */
class ReplaysTest {

  private static final BoxQuery FAILED =
      new BoxQuery(null, null, null, null, null, null, null, null, null);

  private final TestCore core = new TestCore(Clock.systemUTC());
  private final Club club = core.club("Север");
  private final long connection = core.clubSystem(club).connection().value();
  private final JdbcClient jdbc = core.get(JdbcClient.class);
  private final Replays replays = core.get(Replays.class);
  private final RunReplays run = core.get(RunReplays.class);

  @AfterEach
  void close() {
    core.close();
  }

  @Test
  void deadMessagesGoAgainTheOldestFirstAndNoMoreAtOnceThanLiveOnesCanBear() {
    List<Long> dead = dead(250);
    Replay begun = start("outbox", FAILED, 200);
    assertThat(begun.matched()).isEqualTo(250);
    assertThat(begun.total()).isEqualTo(200);

    assertThat(run.work()).isEqualTo(100);
    assertThat(run.work()).as("a hundred wait to be sent").isZero();
    assertThat(waiting()).containsExactlyElementsOf(dead.subList(0, 100));
    sent();
    assertThat(run.work()).isEqualTo(100);
    assertThat(waiting()).containsExactlyElementsOf(dead.subList(100, 200));

    Replay ended = get("outbox", begun.id());
    assertThat(ended.state()).isEqualTo(Replay.State.COMPLETED);
    assertThat(ended.done()).isEqualTo(200);
    assertThat(ended.states()).isEqualTo(Map.of("DELIVERED", 100L, "WAITING", 100L));
    sent();
    assertThat(run.work()).as("the cap is reached").isZero();
  }

  @Test
  void nodesThatWorkAtOnceReplayNothingTwice() {
    dead(90);
    Replay begun = start("outbox", FAILED, null);

    List<CompletableFuture<Integer>> nodes =
        IntStream.range(0, 4).mapToObj(i -> CompletableFuture.supplyAsync(run::work)).toList();

    assertThat(nodes.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(90);
    assertThat(number("select count(*) from delivery_attempt where outcome = 'REPLAYED'"))
        .isEqualTo(90);
    assertThat(get("outbox", begun.id()).state()).isEqualTo(Replay.State.COMPLETED);
  }

  @Test
  void aStoppedReplayTakesNoMore() {
    dead(150);
    Replay begun = start("outbox", FAILED, null);
    run.work();

    Replay stopped = core.in(club, () -> replays.stop("outbox", begun.id(), "olga"));
    sent();

    assertThat(run.work()).isZero();
    assertThat(stopped.state()).isEqualTo(Replay.State.STOPPED);
    assertThat(stopped.done()).isEqualTo(100);
    assertThat(stopped.endedBy()).isEqualTo("olga");
    assertThatThrownBy(() -> core.in(club, () -> replays.stop("outbox", begun.id(), "olga")))
        .isInstanceOf(Conflict.class);
  }

  /** A constraint of the test's stands for a node that dies in the middle of a slice. */
  @Test
  void aSliceThatDiedIsUndoneAndDoneAgainByTheNextNode() {
    dead(30);
    Replay begun = start("outbox", FAILED, null);
    asOwner("alter table delivery_attempt add constraint dies check (outcome <> 'REPLAYED')");

    assertThat(run.work()).isZero();
    assertThat(get("outbox", begun.id()).done()).isZero();
    assertThat(waiting()).isEmpty();
    asOwner("alter table delivery_attempt drop constraint dies");

    assertThat(run.work()).isEqualTo(30);
    assertThat(get("outbox", begun.id()).done()).isEqualTo(30);
  }

  private void asOwner(String sql) {
    try (Connection owner =
            DriverManager.getConnection(
                core.database().jdbcUrl(), "hub_owner", core.database().password());
        Statement statement = owner.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatArrivedGoesAgainOnlyIfThatIsSaidClearly() {
    dead(3);
    update("update outbox_message set state = 'DELIVERED'");
    assertThat(start("outbox", FAILED, null).matched()).isZero();

    assertThatThrownBy(() -> start("outbox", of("DELIVERED"), null))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("\"again\": true");
    assertThatThrownBy(() -> start("outbox", of("WAITING"), null)).isInstanceOf(InvalidInput.class);
    Replay again =
        core.in(
            club,
            () -> replays.start("outbox", new Replays.Wish(of("DELIVERED"), null, true), "anna"));
    run.work();

    assertThat(get("outbox", again.id()).done()).isEqualTo(3);
  }

  @Test
  void aCapIsFromOneToAHundredThousand() {
    assertThatThrownBy(() -> start("outbox", FAILED, 0)).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> start("outbox", FAILED, 100_001)).isInstanceOf(InvalidInput.class);
  }

  @Test
  void whoBeganAReplayIsWrittenDownWithItsCountAndWithoutAnyPhone() {
    dead(2);
    BoxQuery byPhone =
        new BoxQuery(connection, null, null, "+79161234567", null, null, null, null, null);
    start("outbox", byPhone, 5);

    assertThat(core.in(club, () -> core.get(AuditLog.class).list(new PageRequest(0, 10))))
        .extracting(AuditLog.Entry::action, AuditLog.Entry::actor)
        .contains(tuple("outbox.replay-started", "anna"));
    assertThat(
            core.in(
                club,
                () ->
                    jdbc.sql("select data::text from audit_entry where entity = 'replay'")
                        .query(String.class)
                        .single()))
        .contains("\"matched\": 2")
        .contains("byPhone")
        .doesNotContain("7916");
  }

  @Test
  void rejectedMessagesOfTheInboxAreAppliedAgainInTheirOrder() {
    List<Long> rejected = LongStream.rangeClosed(1, 5).mapToObj(this::rejected).toList();
    long bodiless = rejected.getFirst();
    update("delete from inbox_body where message_id = " + bodiless);
    Replay begun = start("inbox", FAILED, null);
    assertThat(begun.matched()).isEqualTo(5);

    run.work();

    Replay ended = get("inbox", begun.id());
    assertThat(ended.done()).isEqualTo(4);
    assertThat(ended.failed()).as("nothing is there to apply").isEqualTo(1);
    assertThat(ended.state()).isEqualTo(Replay.State.COMPLETED);
    assertThat(claimAndApplyAll()).containsExactlyElementsOf(rejected.subList(1, 5));
    assertThat(get("inbox", begun.id()).states()).isEqualTo(Map.of("APPLIED", 4L));
  }

  private List<Long> claimAndApplyAll() {
    ClaimReceived claims = core.get(ClaimReceived.class);
    List<Long> order = new ArrayList<>();
    List<Claimed> claimed = claims.claim(List.of("test-in"), 10);
    while (!claimed.isEmpty()) {
      for (Claimed one : claimed) {
        core.get(ApplyReceived.class).apply(one, () -> new Handled.Applied(null, null));
        order.add(one.id());
      }
      claimed = claims.claim(List.of("test-in"), 10);
    }
    return order;
  }

  /** All of one order key. */
  private Long rejected(long number) {
    Received received =
        new Received(
            connection, "test-in", "in-" + number, "key", null, Map.of(), RawBody.json("{}"));
    TakeIn.Taken.New taken =
        (TakeIn.Taken.New) core.get(TakeIn.class).take(club.clubId(), received);
    Claimed mine = Objects.requireNonNull(taken.mine());
    core.get(ApplyReceived.class)
        .apply(
            mine, () -> new Handled.Rejected("no", "No", JsonNodeFactory.instance.textNode("no")));
    return mine.id();
  }

  private List<Long> dead(int count) {
    return core.in(
        club,
        () ->
            jdbc.sql(
                    """
                    insert into outbox_message (connection_id, kind, source, source_id, order_key, repeatable, lease,
                                                phone, state, good_for, good_until, created_at, body)
                    select :connection, 'lead', 'test', n::text, 'k' || n % 5, true, interval '1 minute',
                           '+79161234567', (array['REJECTED', 'EXPIRED', 'UNKNOWN'])[1 + n % 3],
                           interval '4 hours', now() - interval '1 hour', now() - interval '5 hours', '{"a": 1}'
                      from generate_series(1, :count) n
                    returning id""")
                .param("connection", connection)
                .param("count", count)
                .query(Long.class)
                .list());
  }

  private List<Long> waiting() {
    return core.in(
        club,
        () ->
            jdbc.sql("select id from outbox_message where state = 'WAITING' order by next_at, id")
                .query(Long.class)
                .list());
  }

  private void sent() {
    update("update outbox_message set state = 'DELIVERED' where state = 'WAITING'");
  }

  private void update(String sql) {
    core.runIn(club, () -> jdbc.sql(sql).update());
  }

  private long number(String sql) {
    return core.in(club, () -> jdbc.sql(sql).query(Long.class).single());
  }

  private Replay get(String box, long id) {
    return core.in(club, () -> replays.get(box, id));
  }

  private Replay start(String box, BoxQuery filter, @Nullable Integer cap) {
    return core.in(club, () -> replays.start(box, new Replays.Wish(filter, cap, false), "anna"));
  }

  private static BoxQuery of(String state) {
    return new BoxQuery(null, null, state, null, null, null, null, null, null);
  }
}
