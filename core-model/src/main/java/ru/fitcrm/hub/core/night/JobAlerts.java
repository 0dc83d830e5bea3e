package ru.fitcrm.hub.core.night;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Columns;

/**
 * Tells {@code job.failed} when a job stops being well in a club, and {@code job.recovered} when it
 * is again: once each, however many nights, tries and nodes lie between. The club is told in the
 * transaction that fails or is done. The platform's own club is told the same of a job that fails
 * in any club at all. A dry run tells nobody.
 */
final class JobAlerts {

  /**
   * A night that a later one has made up for is no news. What was asked for says nothing of the
   * nights, whatever its date.
   */
  private static final String BEGIN =
      """
      insert into job_trouble (job, business_date, code, since)
      select :job, :date, :code, :now
       where not exists (
         select 1 from job_run_club k
          where k.job = :job and k.state = 'DONE' and k.business_date > :date and k.scheduled)
      on conflict (club_id, job, anywhere) do update
         set business_date = greatest(job_trouble.business_date, excluded.business_date), code = excluded.code
      returning id, xmax = 0 as news""";

  private static final String END =
      """
      delete from job_trouble where job = :job and not anywhere and business_date <= :date
      returning id, since""";

  private static final String PLATFORM_CHANGES =
      """
      select coalesce(f.job, k.job) as job, coalesce(f.date, k.business_date) as date, coalesce(f.clubs, 0) as clubs
        from (select t.job, max(t.business_date) as date, count(*) as clubs
                from job_trouble t join club c on c.id = t.club_id and c.active
               where not t.anywhere group by t.job) f
        full join (select job, business_date from job_trouble where anywhere) k on k.job = f.job
       where f.job is null or k.job is null
       order by 1""";

  private static final String BEGIN_ANYWHERE =
      """
      insert into job_trouble (job, anywhere, business_date, code, since)
      values (:job, true, :date, :code, :now)
      on conflict do nothing
      returning id, true as news""";

  private static final String END_ANYWHERE =
      "delete from job_trouble where job = :job and anywhere returning id, since";

  private final ClubGate gate;
  private final JdbcClient jdbc;
  private final ClubDirectory clubs;
  private final Journal journal;
  private final BusinessClock clock;

  JobAlerts(
      ClubGate gate, JdbcClient jdbc, ClubDirectory clubs, Journal journal, BusinessClock clock) {
    this.gate = gate;
    this.jdbc = jdbc;
    this.clubs = clubs;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * The job failed in the club whose gate is open.
   *
   * @param code of the trouble, without personal data
   */
  void failed(RunLease run, String code) {
    if (!run.dryRun()) {
      Map<String, Object> facts = facts(run.job(), run.businessDate());
      facts.put("runId", run.run());
      facts.put("code", code);
      begin(BEGIN, run.job(), untilToday(run.businessDate()), code)
          .ifPresent(id -> tellFailed(id, facts));
    }
  }

  /** What is asked for a date to come fails today: the next good night makes up for it. */
  private LocalDate untilToday(LocalDate date) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), clubs.here().zone());
    return date.isAfter(today) ? today : date;
  }

  /** The job is done in the club whose gate is open. */
  void done(RunLease run) {
    if (!run.dryRun()) {
      Map<String, Object> facts = facts(run.job(), run.businessDate());
      facts.put("runId", run.run());
      jdbc.sql(END)
          .param("job", run.job())
          .param("date", run.businessDate())
          .query((row, i) -> new Over(row.getLong("id"), Columns.time(row, "since")))
          .optional()
          .ifPresent(over -> tellRecovered(over, facts));
    }
  }

  /** Tells the platform's club which jobs fail somewhere since it was told last, or no more. */
  void tellPlatform() {
    List<Change> changes =
        gate.asPlatform(() -> jdbc.sql(PLATFORM_CHANGES).query(Change.class).list());
    if (!changes.isEmpty()) {
      clubs
          .find(Club.PLATFORM_SLUG)
          .ifPresent(
              platform ->
                  gate.runInClub(
                      platform.clubId(), () -> changes.forEach(change -> tellPlatform(change))));
    }
  }

  private void tellPlatform(Change change) {
    Map<String, Object> facts = facts(change.job(), change.date());
    if (change.clubs() > 0) {
      facts.put("clubs", change.clubs());
      begin(BEGIN_ANYWHERE, change.job(), change.date(), "clubs")
          .ifPresent(id -> tellFailed(id, facts));
    } else {
      jdbc.sql(END_ANYWHERE)
          .param("job", change.job())
          .query((row, i) -> new Over(row.getLong("id"), Columns.time(row, "since")))
          .optional()
          .ifPresent(over -> tellRecovered(over, facts));
    }
  }

  private record Change(String job, LocalDate date, long clubs) {}

  private record Over(long id, Instant since) {}

  private record Begun(long id, boolean news) {}

  private Optional<Long> begin(String sql, String job, LocalDate date, String code) {
    return jdbc.sql(sql)
        .param("job", job)
        .param("date", date)
        .param("code", code)
        .param("now", Columns.at(clock.instant()))
        .query(Begun.class)
        .optional()
        .filter(Begun::news)
        .map(Begun::id);
  }

  private static Map<String, Object> facts(String job, LocalDate date) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("job", job);
    facts.put("businessDate", date.toString());
    return facts;
  }

  private void tellFailed(long trouble, Map<String, Object> facts) {
    tell("job.failed", trouble, facts);
  }

  private void tellRecovered(Over over, Map<String, Object> facts) {
    facts.put("failedSince", over.since().toString());
    tell("job.recovered", over.id(), facts);
  }

  private void tell(String type, long trouble, Map<String, Object> facts) {
    Instant now = clock.instant();
    NewEvent event = new NewEvent(type, type + ":" + trouble, "job", trouble, null, facts, now);
    var unused = journal.append(List.of(event), now, LocalDate.ofInstant(now, clubs.here().zone()));
  }
}
