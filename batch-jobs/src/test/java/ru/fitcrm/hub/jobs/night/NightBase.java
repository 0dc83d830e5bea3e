package ru.fitcrm.hub.jobs.night;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubEdit;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.night.FindAndTell;
import ru.fitcrm.hub.core.night.JobRun;
import ru.fitcrm.hub.core.night.JobRuns;
import ru.fitcrm.hub.core.night.NightLimits;
import ru.fitcrm.hub.core.report.Report;
import ru.fitcrm.hub.core.report.ReportAsked;
import ru.fitcrm.hub.core.report.ReportBook;
import ru.fitcrm.hub.core.report.ReportPlace;
import ru.fitcrm.hub.core.report.ReportRow;
import ru.fitcrm.hub.core.sync.ApplyPacket;
import ru.fitcrm.hub.core.sync.Hearing;
import ru.fitcrm.hub.core.sync.Packet;
import ru.fitcrm.hub.core.testing.SteppedClock;
import ru.fitcrm.hub.core.testing.TestCore;
import ru.fitcrm.hub.jobs.birthdays.Birthdays;
import ru.fitcrm.hub.jobs.debts.DebtsBeforeTermination;
import ru.fitcrm.hub.jobs.duplicates.DuplicateClients;
import ru.fitcrm.hub.jobs.expiring.ExpiringContracts;
import ru.fitcrm.hub.jobs.licences.LicenceNotices;
import ru.fitcrm.hub.jobs.losing.LosingClients;
import ru.fitcrm.hub.jobs.lost.LostClients;
import ru.fitcrm.hub.jobs.overdue.OverdueCards;
import ru.fitcrm.hub.jobs.sleeping.SleepingClients;
import ru.fitcrm.hub.jobs.visits.VisitsRunningOut;

/** One club with a base written by hand, and the jobs of the night to be run on any date. */
final class NightBase implements AutoCloseable {

  final Club club;
  private final ZoneId zone;
  private final SteppedClock clock = new SteppedClock(Instant.parse("2027-01-01T00:00:00Z"));
  private final TestCore core = new TestCore(clock);
  private final JdbcClient jdbc = core.get(JdbcClient.class);
  private final LaunchRuns launch;
  private long refs;

  NightBase(String zone) {
    this.zone = ZoneId.of(zone);
    this.club = core.get(ClubDirectory.class).create(new ClubEdit("Клуб", null, null, zone));
    write("update licence set valid_until = ?", LocalDate.of(2035, 1, 1));
    FindAndTell findings = core.get(FindAndTell.class);
    NightJobs jobs =
        new NightJobs(
            List.of(
                new ExpiringContracts(findings),
                new DebtsBeforeTermination(findings),
                new SleepingClients(findings),
                new LostClients(findings),
                new LosingClients(findings),
                new VisitsRunningOut(findings),
                new Birthdays(findings),
                new LicenceNotices(findings),
                new DuplicateClients(findings),
                new OverdueCards(findings)));
    launch = OwnBatch.on(core.database().dataSource()).node(core, jobs);
  }

  /** Runs a job for a date, at three in the morning of it. */
  JobRun night(String job, LocalDate date) {
    return night(job, date, false);
  }

  JobRun night(String job, LocalDate date, boolean dryRun) {
    return night(job, date, date, dryRun);
  }

  /** Runs a job for a date that was missed, at three in the morning of a later one. */
  JobRun night(String job, LocalDate date, LocalDate on) {
    return night(job, date, on, false);
  }

  private JobRun night(String job, LocalDate date, LocalDate on, boolean dryRun) {
    clock.set(on.atTime(LocalTime.of(3, 0)).atZone(zone).toInstant());
    JobRun asked = core.get(JobRuns.class).ask(job, date, List.of(club.clubId()), dryRun, "test");
    int unused = launch.workThrough();
    return core.get(JobRuns.class).get(job, asked.id());
  }

  /** Takes a packet that calls itself history; the same ref again tells nothing new. */
  void history(String ref) {
    Packet.Client client =
        new Packet.Client(ref, null, "Из истории", List.of(), null, null, null, null);
    Packet packet =
        new Packet(List.of(client), List.of(), List.of(), List.of(), List.of(), List.of(), true);
    core.in(
        club,
        () -> core.get(ApplyPacket.class).apply(ConnectionId.FILES, packet, Hearing.AS_IT_HAPPENS));
  }

  void limits(NightLimits.Edit edit) {
    core.runIn(club, () -> core.get(NightLimits.class).set(edit));
  }

  long client(@Nullable String name) {
    return insert("insert into client (kind, name) values ('CLIENT', ?) returning id", name);
  }

  void birth(long client, LocalDate date) {
    write("update client set birth_date = ? where id = ?", date, client);
  }

  void archive(long client) {
    write("update client set archived_at = now(), archive_reason = 'x' where id = ?", client);
  }

  Term membership(long client) {
    return new Term(client, "MEMBERSHIP");
  }

  Term pack(long client) {
    return new Term(client, "PACKAGE");
  }

  void paid(long client, String kind, String status, LocalDate on) {
    insert(
        """
        insert into payment (connection_id, ref, client_id, kind, amount, status, at, source_hash)
        values (0, ?, ?, ?, 100, ?, ?, 0) returning id""",
        ref(),
        client,
        kind,
        status,
        noon(on));
  }

  void visited(long client, LocalDate on) {
    visitedAt(client, on.atTime(12, 0));
    active(client, on);
  }

  /** By the club's clock. */
  void visitedAt(long client, LocalDateTime at) {
    insert(
        """
        insert into visit (connection_id, ref, client_id, at, source_hash)
        values (0, ?, ?, ?, 0) returning id""",
        ref(),
        client,
        local(at));
  }

  void active(long client, LocalDate on) {
    write(
        """
        insert into client_activity (client_id, last_activity_on) values (?, ?)
        on conflict (club_id, client_id) do update set last_activity_on = excluded.last_activity_on""",
        client,
        on);
  }

  long booked(long client, String status, LocalDate on) {
    return bookedAt(client, status, on.atTime(12, 0));
  }

  /** By the club's clock. */
  long bookedAt(long client, String status, LocalDateTime at) {
    return insert(
        """
        insert into booking (connection_id, ref, client_id, at, status, source_hash)
        values (0, ?, ?, ?, ?, 0) returning id""",
        ref(),
        client,
        local(at),
        status);
  }

  void card(long client, @Nullable LocalDate dueOn) {
    card(client, dueOn, null);
  }

  void card(long client, @Nullable LocalDate dueOn, @Nullable Long responsible) {
    write(
        """
        insert into task (client_id, reason_code, reason, slot, due_on, responsible_id, created_at, updated_at)
        values (?, 'X', 'x', ?, ?, ?, now(), now())""",
        client,
        "x" + client,
        dueOn,
        responsible);
  }

  void closeCards(long client) {
    write("update task set closed_at = now() where client_id = ?", client);
  }

  long employee(String name, String role) {
    return insert("insert into employee (name, role) values (?, ?) returning id", name, role);
  }

  void phone(long client, String number) {
    write("insert into client_phone (client_id, number) values (?, ?)", client, number);
  }

  /** What jobs have told: the type, and of whom; of overdue cards, who has how many. */
  List<String> events() {
    return core.in(
        club,
        () ->
            jdbc.sql(
                    """
                    select case when type <> 'tasks.overdue' then type || ' ' || client_id
                                else type || ' ' || coalesce(data ->> 'employeeId', '0') || '=' || (data ->> 'overdue')
                           end
                      from event
                     where type = 'tasks.overdue' or type like 'contract.%' or type like 'visits.%'
                        or type like 'client.%'
                     order by id""")
                .query(String.class)
                .list());
  }

  /** Of each notice of a type, whom it told. */
  List<Long> noticed(String type) {
    return core.in(
        club,
        () ->
            jdbc.sql("select employee_id from notice where event_type = ? order by id")
                .param(type)
                .query(Long.class)
                .list());
  }

  /** The data of events of a type, in the order of events. */
  List<String> facts(String type) {
    return core.in(
        club,
        () ->
            jdbc.sql("select data::text from event where type = ? order by id")
                .param(type)
                .query(String.class)
                .list());
  }

  /** Of which days, counted from a licence's end, the club was given notice. */
  List<Integer> noticeDays() {
    return core.in(
        club,
        () ->
            jdbc.sql(
                    "select (data ->> 'day')::int from event where type = 'licence.notice' order by id")
                .query(Integer.class)
                .list());
  }

  List<String> states() {
    return core.in(
        club,
        () ->
            jdbc.sql("select data ->> 'state' from event where type = 'licence.notice' order by id")
                .query(String.class)
                .list());
  }

  /** Why the club was skipped last, null if it was not. */
  @Nullable String reason() {
    return core.in(
        club,
        () ->
            jdbc.sql("select reason from job_run_club order by run_id desc limit 1")
                .query(String.class)
                .optional()
                .orElse(null));
  }

  /** Clients told of by events of a type, in the order of events. */
  List<Long> told(String type) {
    return core.in(
        club,
        () ->
            jdbc.sql("select client_id from event where type = ? order by id")
                .param(type)
                .query(Long.class)
                .list());
  }

  /** Clients a report of the date names. */
  List<Long> reported(Report report, LocalDate date) {
    ReportAsked asked = new ReportAsked(date, date, date, null, null, null, null, "");
    return core.in(
        club,
        () ->
            core.get(ReportBook.class).rows(report, asked, ReportPlace.START, 500).stream()
                .map(ReportRow::clientId)
                .toList());
  }

  /** Open cards of a reason: whose they are, null of a list. */
  List<Map<String, Object>> cards(String code) {
    return core.in(
        club,
        () ->
            jdbc.sql(
                    """
                    select t.client_id, t.reason,
                           (select count(*) from comment c where c.task_id = t.id) as lines
                      from task t where t.reason_code = ? and t.closed_at is null order by t.id""")
                .param(code)
                .query()
                .listOfRows());
  }

  @Nullable LocalDate standing(long client, String column) {
    return core.in(
        club,
        () ->
            jdbc.sql("select " + column + " from client_standing where client_id = ?")
                .param(client)
                .query(LocalDate.class)
                .optional()
                .orElse(null));
  }

  long count(String table) {
    return core.in(
        club, () -> jdbc.sql("select count(*) from " + table).query(Long.class).single());
  }

  void write(String sql, @Nullable Object... values) {
    core.runIn(club, () -> jdbc.sql(sql).params(Arrays.asList(values)).update());
  }

  long insert(String sql, @Nullable Object... values) {
    return core.in(
        club, () -> jdbc.sql(sql).params(Arrays.asList(values)).query(Long.class).single());
  }

  private OffsetDateTime noon(LocalDate on) {
    return local(on.atTime(12, 0));
  }

  private OffsetDateTime local(LocalDateTime at) {
    return at.atZone(zone).toOffsetDateTime();
  }

  private String ref() {
    refs++;
    return "r" + refs;
  }

  @Override
  public void close() {
    core.close();
  }

  /** A contract being written. */
  final class Term {
    private final long client;
    private final String kind;
    private @Nullable String term;
    private String status = "ACTIVE";
    private @Nullable LocalDate endsOn;
    private @Nullable LocalDate terminatesOn;
    private int debt;
    private @Nullable Integer visitsLeft;

    private Term(long client, String kind) {
      this.client = client;
      this.kind = kind;
    }

    Term fixed(LocalDate ends) {
      term = "FIXED_TERM";
      endsOn = ends;
      return this;
    }

    Term recurring(@Nullable LocalDate terminates, int owed) {
      term = "RECURRING";
      terminatesOn = terminates;
      debt = owed;
      return this;
    }

    Term until(LocalDate ends) {
      endsOn = ends;
      return this;
    }

    Term left(int visits) {
      visitsLeft = visits;
      return this;
    }

    Term is(String newStatus) {
      status = newStatus;
      return this;
    }

    long write() {
      return insert(
          """
          insert into contract (connection_id, ref, client_id, kind, term, status, ends_on, terminates_on, debt,
                                visits_total, visits_left, source_hash, heard_at)
          values (0, ?, ?, ?, ?, ?, ?, ?, ?, 10, ?, 0, now()) returning id""",
          ref(),
          client,
          kind,
          term,
          status,
          endsOn,
          terminatesOn,
          BigDecimal.valueOf(debt),
          visitsLeft);
    }
  }
}
