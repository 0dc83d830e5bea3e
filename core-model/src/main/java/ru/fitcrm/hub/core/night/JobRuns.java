package ru.fitcrm.hub.core.night;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.platform.SqlFile;

/** The runs of jobs, as operators see, ask for, stop and resume them. */
public final class JobRuns {

  private static final String LIST = SqlFile.read(JobRuns.class, "list_runs.sql");

  private static final String ADD =
      """
      insert into job_run (job, business_date, zone, scheduled, dry_run, requested_by)
      values (:job, :date, 'CLUB', false, :dryRun, :by)
      returning id""";

  private static final String ADD_CLUBS =
      """
      insert into job_run_club (club_id, run_id, job, business_date, scheduled)
      select c.id, :run, :job, :date, false from club c
       where c.active and (cast(:clubs as bigint[]) is null or c.id = any (:clubs))
       order by c.id""";

  private static final String FAILURES =
      """
      select club_id, reason from job_run_club
       where run_id = :run and state = 'FAILED' and (cast(:club as bigint) is null or club_id = :club)
       order by club_id limit 100""";

  private static final String STOP =
      """
      with stopped as (
        update job_run set status = 'STOPPED', ended_at = now(), lease = null, beat_at = null
         where id = :id and job = :job and status = 'RUNNING' returning id
      )
      update job_run_club k set state = 'STOPPED' from stopped where k.run_id = stopped.id and k.state = 'OWED'""";

  private static final String RESUME =
      """
      with resumed as (
        update job_run set status = 'RUNNING', ended_at = null, round = round + 1
         where id = :id and job = :job and status in ('STOPPED', 'FAILED') returning id
      )
      update job_run_club k set state = 'OWED', reason = null
        from resumed where k.run_id = resumed.id and k.state in ('STOPPED', 'FAILED')""";

  /** A run in which others still work is under way already. */
  private static final String RETRY =
      """
      with again as (
        update job_run_club k set state = 'OWED', reason = null
         where k.run_id = :id and k.job = :job and k.club_id = :club and k.state in ('FAILED', 'STOPPED')
        returning k.run_id
      )
      update job_run
         set round = round + case when status = 'RUNNING' then 0 else 1 end, status = 'RUNNING', ended_at = null
       where id in (select run_id from again)""";

  private final ClubGate gate;
  private final JdbcClient jdbc;

  JobRuns(ClubGate gate, JdbcClient jdbc) {
    this.gate = gate;
    this.jdbc = jdbc;
  }

  /**
   * Asks for a run now, beside what is scheduled. The same date again finds again and makes nothing
   * a second time.
   *
   * @param clubs null for all active ones
   * @param dryRun only counts; what it would make is undone
   * @throws InvalidInput if none of the clubs is active, or there are none
   */
  public JobRun ask(
      String job,
      LocalDate businessDate,
      @Nullable List<ClubId> clubs,
      boolean dryRun,
      String requestedBy) {
    long id =
        gate.asPlatform(
            () -> {
              long run =
                  jdbc.sql(ADD)
                      .param("job", job)
                      .param("date", businessDate)
                      .param("dryRun", dryRun)
                      .param("by", requestedBy)
                      .query(Long.class)
                      .single();
              addClubs(run, job, businessDate, clubs);
              return run;
            });
    return get(job, id);
  }

  private void addClubs(
      long run, String job, LocalDate businessDate, @Nullable List<ClubId> clubs) {
    int added =
        jdbc.sql(ADD_CLUBS)
            .param("run", run)
            .param("job", job)
            .param("date", businessDate)
            .param(
                "clubs",
                clubs == null ? null : clubs.stream().map(ClubId::value).toArray(Long[]::new),
                Types.ARRAY)
            .update();
    if (added == 0) {
      throw new InvalidInput(
          "clubs",
          "clubs.none",
          "clubs must name an active club at least; leave it out to run the job in all clubs");
    }
  }

  public JobRun get(String job, long id) {
    return get(job, id, null);
  }

  /**
   * @param club whose part of the run to see; null sees all clubs
   * @throws NotFound too if the run has nothing to do with that club
   */
  public JobRun get(String job, long id, @Nullable ClubId club) {
    return gate.asPlatform(
        () ->
            query(job, PageRequest.of(null, 1), id, club).stream()
                .findFirst()
                .orElseThrow(() -> NotFound.anywhere("run of " + job, id)));
  }

  /**
   * The newest first; one more than the limit, so that the caller sees whether it goes on.
   *
   * @param club whose runs, and whose part of them; null sees all clubs
   */
  public List<JobRun> list(String job, PageRequest page, @Nullable ClubId club) {
    return gate.asPlatform(() -> query(job, page, null, club));
  }

  private List<JobRun> query(
      String job, PageRequest page, @Nullable Long id, @Nullable ClubId club) {
    return jdbc
        .sql(LIST)
        .param("job", job)
        .param("id", id, Types.BIGINT)
        .param("club", number(club), Types.BIGINT)
        .param("after", page.after())
        .param("rows", page.limit() + 1)
        .query((row, i) -> run(row))
        .list()
        .stream()
        .map(
            run ->
                run.status() == JobRun.Status.FAILED ? run.withFailures(failures(run, club)) : run)
        .toList();
  }

  private List<JobRun.Failure> failures(JobRun run, @Nullable ClubId club) {
    return jdbc.sql(FAILURES)
        .param("run", run.id())
        .param("club", number(club), Types.BIGINT)
        .query(
            (row, i) ->
                new JobRun.Failure(row.getLong("club_id"), String.valueOf(row.getString("reason"))))
        .list();
  }

  private static @Nullable Long number(@Nullable ClubId club) {
    return club == null ? null : club.value();
  }

  /**
   * Ends a run after the slice under way.
   *
   * @throws Conflict if it does not run
   */
  public JobRun stop(String job, long id) {
    return change(STOP, job, id, "Only a RUNNING run can be stopped");
  }

  /**
   * Lets a run go on where it stopped or failed.
   *
   * @throws Conflict if it neither stopped nor failed
   */
  public JobRun resume(String job, long id) {
    return change(RESUME, job, id, "Only a STOPPED or FAILED run can be resumed");
  }

  /**
   * Lets one club of a run go on where it stopped or failed, the others stay as they are.
   *
   * @throws Conflict if the club neither stopped nor failed in it
   */
  public JobRun retry(String job, long id, ClubId club) {
    get(job, id, club);
    int runs =
        gate.asPlatform(
            () ->
                jdbc.sql(RETRY)
                    .param("id", id)
                    .param("job", job)
                    .param("club", club.value())
                    .update());
    if (runs == 0) {
      throw new Conflict(
          "run.club-state", "Only a club that FAILED or was STOPPED in the run can be retried");
    }
    return get(job, id, club);
  }

  private JobRun change(String sql, String job, long id, String otherwise) {
    get(job, id);
    int clubs = gate.asPlatform(() -> jdbc.sql(sql).param("id", id).param("job", job).update());
    if (clubs == 0) {
      throw new Conflict("run.state", otherwise);
    }
    return get(job, id);
  }

  private static JobRun run(ResultSet row) throws SQLException {
    return new JobRun(
        row.getLong("id"),
        row.getString("job"),
        row.getDate("business_date").toLocalDate(),
        row.getString("zone"),
        row.getBoolean("scheduled"),
        row.getBoolean("dry_run"),
        row.getString("requested_by"),
        JobRun.Status.valueOf(row.getString("seen_status")),
        Columns.time(row, "started_at"),
        Columns.timeOrNull(row, "seen_ended_at"),
        row.getLong("clubs_done"),
        row.getLong("clubs_total"),
        row.getLong("found"),
        row.getLong("made"),
        row.getLong("clubs_skipped"),
        row.getLong("worked_ms"),
        row.getBoolean("caught_up"),
        Columns.timeOrNull(row, "recovered_at"),
        List.of());
  }
}
