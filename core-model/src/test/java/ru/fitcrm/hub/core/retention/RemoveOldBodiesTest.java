package ru.fitcrm.hub.core.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.inbox.Inbox;
import ru.fitcrm.hub.core.inbox.InboxMessage;
import ru.fitcrm.hub.core.inbox.InboxQuery;
import ru.fitcrm.hub.core.outbox.Outbox;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.OutboxQuery;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.testing.TestCore;

/** How long bodies are kept, on a real database; age is made by moving the rows' times. */
class RemoveOldBodiesTest {

  private static final PageRequest ALL = new PageRequest(0, 500);

  private final TestCore core = new TestCore(Clock.systemUTC());
  private final JdbcClient jdbc = core.get(JdbcClient.class);
  private final BodyDays days = core.get(BodyDays.class);
  private final RemoveOldBodies sweep = core.get(RemoveOldBodies.class);

  @AfterEach
  void close() {
    core.close();
  }

  @Test
  void bodiesLiveThirtyDaysUnlessTheClubSaysOtherwise() {
    Club usual = core.club("Обычный");
    Club brief = core.club("Недельный");
    core.runIn(usual, () -> fill(20));
    core.runIn(brief, () -> fill(20));
    core.in(brief, () -> days.set(7));

    assertThat(sweep.remove()).isEqualTo(4);

    assertThat(removed(usual)).isZero();
    assertThat(removed(brief)).isEqualTo(4);
  }

  @Test
  void theRowStaysAndSaysWhenItsBodyWent() {
    Club club = core.club("Север");
    core.runIn(club, () -> fill(40));

    core.runIn(
        club,
        () ->
            jdbc.sql(
                    """
                    insert into delivery_attempt (message_id, outcome, exchange)
                    select id, 'REJECTED', '{"response": {"body": "no"}}' from outbox_message""")
                .update());

    sweep.remove();

    assertThat(
            core.in(
                club,
                () ->
                    jdbc.sql("select count(*) from delivery_attempt where exchange is null")
                        .query(Integer.class)
                        .single()))
        .isEqualTo(2);
    List<InboxMessage> in = core.in(club, () -> core.get(Inbox.class).list(InboxQuery.ALL, ALL));
    assertThat(in).hasSize(3);
    assertThat(in).filteredOn(one -> one.bodyRemovedAt() != null).hasSize(2);
    for (InboxMessage one : in) {
      assertThat(core.in(club, () -> core.get(Inbox.class).body(one.id())).isEmpty())
          .isEqualTo(one.bodyRemovedAt() != null);
    }
    List<OutboxMessage> out =
        core.in(club, () -> core.get(Outbox.class).list(OutboxQuery.ALL, ALL));
    assertThat(out).hasSize(3);
    assertThat(out).filteredOn(one -> one.body().isEmpty()).hasSize(2);
    assertThat(sweep.remove()).as("what waits keeps its body").isZero();
  }

  @Test
  void moreThanASliceIsRemovedInOneRound() {
    Club club = core.club("Большой");
    for (int i = 0; i < 400; i++) {
      core.runIn(club, () -> fill(40));
    }

    assertThat(sweep.remove()).isEqualTo(1600);
  }

  @Test
  void daysAreFromOneToAYear() {
    Club club = core.club("Север");
    assertThat(core.in(club, days::get)).isEqualTo(30);
    for (int wrong : new int[] {0, -1, 366}) {
      assertThatThrownBy(() -> core.in(club, () -> days.set(wrong)))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("from 1 to 365");
    }
    assertThat(core.in(club, () -> days.set(365))).isEqualTo(365);
  }

  private long removed(Club club) {
    return core.in(
        club,
        () ->
            jdbc.sql(
                    """
                    select (select count(*) from inbox_message where body_removed_at is not null)
                         + (select count(*) from outbox_message where body_removed_at is not null)""")
                .query(Long.class)
                .single());
  }

  /** Three of each, so many days old: one of each waits. */
  private void fill(int age) {
    jdbc.sql(
            """
            with m as (
              insert into inbox_message (connection_id, kind, received_at, state)
              select 1, 'test', now() - make_interval(days => :age), s
                from unnest(array['APPLIED', 'REJECTED', 'RECEIVED']) s
              returning id, received_at)
            insert into inbox_body (message_id, received_at, body) select id, received_at, 'x' from m""")
        .param("age", age)
        .update();
    jdbc.sql(
            """
            insert into outbox_message (connection_id, kind, source, source_id, repeatable, lease, state, good_for,
                                        good_until, created_at, body)
            select 1, 'test', 'test', gen_random_uuid()::text, true, interval '1 minute', s, interval '1 day', now(),
                   now() - make_interval(days => :age), '{"a": 1}'
              from unnest(array['DELIVERED', 'REJECTED', 'WAITING']) s""")
        .param("age", age)
        .update();
  }
}
