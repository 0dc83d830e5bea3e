package ru.fitcrm.hub.core.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.box.BoxQuery;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubEdit;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.inbox.Inbox;
import ru.fitcrm.hub.core.inbox.InboxMessage;
import ru.fitcrm.hub.core.outbox.Outbox;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.testing.TestCore;

/** How long things are kept, on a real database; age is made by moving the rows' times. */
class RemovePastTermTest {

  private static final PageRequest ALL = new PageRequest(0, 500);

  private final TestCore core = new TestCore(Clock.systemUTC());
  private final JdbcClient jdbc = core.get(JdbcClient.class);
  private final KeepTerms terms = core.get(KeepTerms.class);
  private final RemovePastTerm night = core.get(RemovePastTerm.class);

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
    core.in(brief, () -> terms.set(new KeepTerms.Edit(7, null, null)));

    assertThat(sweep(usual) + sweep(brief)).isEqualTo(4);

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

    sweep(club);

    assertThat(
            core.in(
                club,
                () ->
                    jdbc.sql("select count(*) from delivery_attempt where exchange is null")
                        .query(Integer.class)
                        .single()))
        .isEqualTo(2);
    List<InboxMessage> in = core.in(club, () -> core.get(Inbox.class).list(BoxQuery.ALL, ALL));
    assertThat(in).hasSize(3);
    assertThat(in).filteredOn(one -> one.bodyRemovedAt() != null).hasSize(2);
    for (InboxMessage one : in) {
      assertThat(core.in(club, () -> core.get(Inbox.class).body(one.id())).isEmpty())
          .isEqualTo(one.bodyRemovedAt() != null);
    }
    List<OutboxMessage> out = core.in(club, () -> core.get(Outbox.class).list(BoxQuery.ALL, ALL));
    assertThat(out).hasSize(3);
    assertThat(out).filteredOn(one -> one.body().isEmpty()).hasSize(2);
    assertThat(sweep(club)).as("what waits keeps its body").isZero();
  }

  @Test
  void moreThanASliceIsRemovedInSeveral() {
    Club club = core.club("Большой");
    for (int i = 0; i < 400; i++) {
      core.runIn(club, () -> fill(40));
    }

    assertThat(count(club)).as("a dry run").isEqualTo(1600);
    assertThat(sweep(club)).isEqualTo(1600);
  }

  @Test
  void rowsThatWereSettledGoAfterAYear() {
    Club club = core.club("Старый");
    core.runIn(club, () -> fill(364));
    core.runIn(club, () -> fill(366));
    sweep(club);

    assertThat(rows(club, "inbox_message"))
        .as("three younger ones and one that waits")
        .isEqualTo(4);
    assertThat(rows(club, "outbox_message")).isEqualTo(4);
    assertThat(rows(club, "inbox_body")).as("of what waits").isEqualTo(2);
  }

  @Test
  void aDateTypedWrongRemovesNothingThatIsNotOld() {
    Club club = core.club("Будущее");
    core.runIn(club, () -> fill(20));
    assertThat(sweep(club, LocalDate.now(Clock.systemUTC()).plusYears(5))).isZero();
  }

  @Test
  void termsAreChecked() {
    Club club = core.club("Север");
    assertThat(core.in(club, terms::get)).isEqualTo(new Keeping(30, 365, 0));
    for (int wrong : new int[] {0, -1, 366}) {
      refuses(club, new KeepTerms.Edit(wrong, null, null), "from 1 to 365");
    }
    refuses(club, new KeepTerms.Edit(null, 29, null), "from 30 to 3650");
    refuses(club, new KeepTerms.Edit(null, null, 2), "from 3 to 120");
    refuses(club, new KeepTerms.Edit(100, 60, null), "logDays must not be fewer");
    refuses(club, new KeepTerms.Edit(null, null, null), "at least one");
    core.in(club, () -> terms.set(new KeepTerms.Edit(365, null, 12)));
    assertThat(core.in(club, () -> terms.set(new KeepTerms.Edit(null, null, 0))))
        .isEqualTo(new Keeping(365, 365, 0));
  }

  @Test
  void leadsThatBecameNoClientsAreErasedAfterTheClubsMonthsAndOnlyIfItSaysSo() {
    Club club = core.club("Лиды");
    long silent = lead(club, 13);
    long young = lead(club, 11);
    long called = lead(club, 13);
    long carded = lead(club, 13);
    long bought = lead(club, 13);
    core.runIn(
        club,
        () -> {
          write(
              """
              insert into call (connection_id, linked_id, direction, stage, result, client_id, started_at)
              values (1, 'x', 'INCOMING', 'ENDED', 'MISSED', ?, now() - interval '5 days')""",
              called);
          write(
              """
              insert into task (client_id, reason_code, reason, created_at, updated_at)
              values (?, 'X', 'x', now(), now())""",
              carded);
          write("update client set kind = 'CLIENT' where id = ?", bought);
        });
    assertThat(sweep(club)).as("off by default").isZero();
    core.in(club, () -> terms.set(new KeepTerms.Edit(null, null, 12)));

    assertThat(count(club)).isEqualTo(1);
    assertThat(sweep(club)).isEqualTo(1);
    assertThat(sweep(club)).as("once more").isZero();
    assertThat(named(club)).containsExactly(young, called, carded, bought).doesNotContain(silent);
  }

  @Test
  void whatAllClubsShareGoesWithThePlatformsOwnClub() throws Exception {
    Club club = core.club("Клуб");
    Club platform =
        core.get(ClubDirectory.class)
            .create(new ClubEdit("Платформа", Club.PLATFORM_SLUG, null, null));
    asOwner(
        "create table event_202001 partition of event for values from ('2020-01-01') to ('2020-02-01')");
    asOwner(
        "create table inbox_body_202001 partition of inbox_body for values from ('2020-01-01') to ('2020-02-01')");
    asOwner("drop table event_" + thisMonth());
    core.get(ClubGate.class)
        .runAsPlatform(
            () -> {
              jdbc.sql(
                      """
                      with r as (
                        insert into job_run (job, business_date, zone, scheduled, status, started_at, ended_at)
                        select 'x', date '2020-01-01' + n, 'CLUB', true, 'COMPLETED', now() - interval '500 days', now()
                          from generate_series(1, 70) n
                        returning id)
                      insert into job_run_club (club_id, run_id, job, business_date, scheduled, state)
                      select :club, id, 'x', date '2020-01-01', false, 'DONE' from r""")
                  .param("club", club.id())
                  .update();
              jdbc.sql(
                      """
                      with i as (
                        insert into batch_job_instance (job_instance_id, job_name, job_key)
                        values (1, 'x', 'a'), (2, 'x', 'b') returning job_instance_id)
                      insert into batch_job_execution (job_execution_id, job_instance_id, create_time, end_time)
                      select job_instance_id, job_instance_id, now() - interval '15 days' * (2 - job_instance_id), now()
                        from i""")
                  .update();
            });
    assertThat(sweep(club)).isZero();
    assertThat(sweep(platform))
        .as("a month of events and one of bodies, 70 runs, 1 note")
        .isEqualTo(73);

    assertThat(rows(platform, "job_run")).isZero();
    assertThat(rows(club, "job_run_club")).isZero();
    assertThat(rows(platform, "batch_job_instance")).isEqualTo(1);
    assertThat(months()).contains("event_" + thisMonth()).doesNotContain("event_202001");
    assertThat(sweep(platform)).isZero();
  }

  private static String thisMonth() {
    return DateTimeFormatter.ofPattern("yyyyMM").format(LocalDate.now(Clock.systemUTC()));
  }

  private List<String> months() {
    return core.get(ClubGate.class)
        .asPlatform(
            () ->
                jdbc.sql("select relname from pg_class where relname like 'event_2%'")
                    .query(String.class)
                    .list());
  }

  private void asOwner(String sql) throws SQLException {
    try (Connection owner =
            DriverManager.getConnection(core.database().jdbcUrl(), "hub_owner", "test");
        Statement statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }

  private long lead(Club club, int months) {
    return core.in(
        club,
        () ->
            jdbc.sql(
                    """
                    insert into client (kind, name, created_at)
                    values ('LEAD', 'Кто-то', now() - make_interval(months => :months)) returning id""")
                .param("months", months)
                .query(Long.class)
                .single());
  }

  private void write(String sql, long client) {
    jdbc.sql(sql).params(List.of(client)).update();
  }

  private List<Long> named(Club club) {
    return core.in(
        club,
        () ->
            jdbc.sql("select id from client where name is not null order by id")
                .query(Long.class)
                .list());
  }

  private void refuses(Club club, KeepTerms.Edit edit, String says) {
    assertThatThrownBy(() -> core.in(club, () -> terms.set(edit)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(says);
  }

  private long rows(Club club, String table) {
    return core.in(
        club, () -> jdbc.sql("select count(*) from " + table).query(Long.class).single());
  }

  private long sweep(Club club) {
    return sweep(club, LocalDate.now(Clock.systemUTC()).plusDays(1));
  }

  private long sweep(Club club, LocalDate date) {
    return slices(club, date, false).stream().mapToLong(RemovePastTerm.Slice::removed).sum();
  }

  private long count(Club club) {
    return slices(club, LocalDate.now(Clock.systemUTC()).plusDays(1), true).stream()
        .mapToLong(RemovePastTerm.Slice::past)
        .sum();
  }

  private List<RemovePastTerm.Slice> slices(Club club, LocalDate date, boolean onlyCount) {
    List<RemovePastTerm.Slice> slices = new ArrayList<>();
    String from = null;
    do {
      String at = from;
      RemovePastTerm.Slice slice = core.in(club, () -> night.slice(date, at, onlyCount));
      slices.add(slice);
      from = slice.next();
    } while (from != null);
    return slices;
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
