package ru.fitcrm.hub.core.night;

import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;

/**
 * Hands out runs and their slices, and writes down what came of them: a slice's findings and its
 * end are one transaction, so that a run killed anywhere goes on at the next slice.
 */
public final class WorkRuns {

  private static final String CLAIM =
      """
      update job_run r
         set lease = gen_random_uuid(), beat_at = now(),
             -- Whoever had it fell silent: its node died.
             recovered_at = case when r.lease is null then r.recovered_at else now() end
       where r.id = (
         select k.id from job_run k
          where k.status = 'RUNNING' and k.job = any (:jobs)
            and (k.beat_at is null or k.beat_at < now() - interval '1 minute')
            -- A club's dates of a job follow one another, unless the schedule says otherwise.
            and (not k.scheduled
                 or exists (select 1 from job_schedule s where s.job = k.job and s.if_running = 'TOGETHER')
                 or not exists (
                   select 1 from job_run e
                     join job_run_club b on b.run_id = e.id and b.state = 'OWED'
                     join job_run_club c on c.run_id = k.id and c.club_id = b.club_id and c.state = 'OWED'
                    where e.job = k.job and e.scheduled and e.status = 'RUNNING'
                      and e.business_date < k.business_date))
          order by k.business_date, k.id
          limit 1 for update skip locked)
      returning r.id, r.job, r.business_date, r.dry_run, r.round, r.lease""";

  private static final String NEXT_CLUB =
      """
      select k.club_id, k.position, k.scheduled
        from job_run_club k join job_run r on r.id = k.run_id
       where k.run_id = :run and k.state = 'OWED' and r.lease = :lease and r.status = 'RUNNING'
       order by k.club_id limit 1""";

  private static final String SLICE_ENDED =
      """
      with mine as (
        -- Not when the slice began: that may be long ago.
        update job_run set beat_at = clock_timestamp()
         where id = :run and lease = :lease and status = 'RUNNING'
        returning id
      )
      update job_run_club k
         set found = found + :found, made = made + :made, position = :next, worked_ms = worked_ms + :ms,
             state = case when cast(:next as text) is null then 'DONE' else 'OWED' end,
             reason = null, ended_at = now()
        from mine
       where k.run_id = mine.id and k.club_id = :club and k.state = 'OWED'""";

  private static final String CLUB_ENDED =
      """
      update job_run_club k
         set state = :state, reason = :reason, attempts = attempts + 1, ended_at = now()
        from job_run r
       where r.id = k.run_id and r.lease = :lease and k.run_id = :run and k.club_id = :club
         and k.state = 'OWED'""";

  private static final String END =
      """
      update job_run r
         set status = case when exists (select 1 from job_run_club k where k.run_id = r.id and k.state = 'FAILED')
                           then 'FAILED'
                           when exists (select 1 from job_run_club k where k.run_id = r.id and k.state = 'STOPPED')
                           then 'STOPPED' else 'COMPLETED' end,
             ended_at = now(), lease = null, beat_at = null
       where r.id = :run and r.lease = :lease and r.status = 'RUNNING'
         and not exists (select 1 from job_run_club k where k.run_id = r.id and k.state = 'OWED')""";

  /** A slice that ends just now holds the row, and says itself that its worker lives. */
  private static final String BEAT =
      """
      update job_run set beat_at = clock_timestamp()
       where id = (select id from job_run where id = :run and lease = :lease and status = 'RUNNING'
                      for update skip locked)""";

  /**
   * A lock that somebody holds for long fails the club it is in the way of, not the night of all.
   */
  private static final String WAIT_NO_LONGER = "set local lock_timeout = '10s'";

  private static final String LET_GO =
      "update job_run set lease = null, beat_at = null where id = :run and lease = :lease";

  private final ClubGate gate;
  private final JdbcClient jdbc;
  private final JobAlerts alerts;

  WorkRuns(ClubGate gate, JdbcClient jdbc, JobAlerts alerts) {
    this.gate = gate;
    this.jdbc = jdbc;
    this.alerts = alerts;
  }

  /** The oldest run nobody works on, of these jobs. */
  public Optional<RunLease> claim(Collection<String> jobs) {
    return gate.asPlatform(
        () ->
            jdbc.sql(CLAIM)
                .param("jobs", jobs.toArray(String[]::new))
                .query(
                    (row, i) ->
                        new RunLease(
                            row.getLong("id"),
                            row.getString("job"),
                            row.getDate("business_date").toLocalDate(),
                            row.getBoolean("dry_run"),
                            row.getInt("round"),
                            row.getObject("lease", UUID.class)))
                .optional());
  }

  /** The next slice; empty when nothing is left, or the run was stopped or is another's by now. */
  public Optional<NextSlice> next(RunLease run) {
    return gate.asPlatform(
        () ->
            jdbc.sql(NEXT_CLUB)
                .param("run", run.run())
                .param("lease", run.lease())
                .query(
                    (row, i) ->
                        new NextSlice(
                            run.run(),
                            new ClubId(row.getLong("club_id")),
                            run.businessDate(),
                            row.getString("position"),
                            run.dryRun(),
                            row.getBoolean("scheduled")))
                .optional());
  }

  /**
   * Does a slice inside its club's gate.
   *
   * @param undo what the work wrote is taken back, only what it came to is kept
   * @return false if the run was stopped or is another worker's by now; then nothing was done
   */
  public boolean work(RunLease run, NextSlice slice, boolean undo, Supplier<SliceDone> work) {
    long began = System.nanoTime();
    try {
      inClub(
          slice.club(),
          () -> {
            SliceDone done = work.get();
            if (undo) {
              throw new OnlyTried(done);
            }
            write(run, slice.club(), done, began);
          });
      return true;
    } catch (OnlyTried tried) {
      return undoneWell(run, slice.club(), tried.done, began);
    } catch (NotMine e) {
      return false;
    }
  }

  private boolean undoneWell(RunLease run, ClubId club, SliceDone done, long began) {
    try {
      inClub(club, () -> write(run, club, done, began));
      return true;
    } catch (NotMine e) {
      return false;
    }
  }

  private void write(RunLease run, ClubId club, SliceDone done, long began) {
    int rows =
        jdbc.sql(SLICE_ENDED)
            .param("run", run.run())
            .param("lease", run.lease())
            .param("club", club.value())
            .param("found", done.found())
            .param("made", done.made())
            .param("next", done.next())
            .param("ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began))
            .update();
    if (rows == 0) {
      throw new NotMine();
    }
    if (done.next() == null) {
      alerts.done(run);
    }
  }

  /** The club needs no work for this date, and why. */
  public void skipped(RunLease run, ClubId club, String reason) {
    ended(run, club, "SKIPPED", reason);
  }

  /** The club failed; the others go on, and whom it concerns is told unless they know. */
  public void failed(RunLease run, ClubId club, String reason) {
    inClub(
        club,
        () -> {
          if (end(run, club, "FAILED", reason) > 0) {
            alerts.failed(run, reason);
          }
        });
  }

  private void ended(RunLease run, ClubId club, String state, String reason) {
    inClub(club, () -> end(run, club, state, reason));
  }

  private void inClub(ClubId club, Runnable work) {
    gate.runInClub(
        club,
        () -> {
          jdbc.sql(WAIT_NO_LONGER).update();
          work.run();
        });
  }

  private int end(RunLease run, ClubId club, String state, String reason) {
    return jdbc.sql(CLUB_ENDED)
        .param("run", run.run())
        .param("lease", run.lease())
        .param("club", club.value())
        .param("state", state)
        .param("reason", reason)
        .update();
  }

  /** Says that the worker lives while a slice lasts; nothing if the run is another's by now. */
  public void beat(RunLease run) {
    gate.runAsPlatform(() -> bind(BEAT, run).update());
  }

  /** Ends a run in which nothing is owed any more. */
  public void end(RunLease run) {
    gate.runAsPlatform(() -> bind(END, run).update());
    alerts.tellPlatform();
  }

  /** Lets another worker have it at once. */
  public void letGo(RunLease run) {
    gate.runAsPlatform(() -> bind(LET_GO, run).update());
  }

  private JdbcClient.StatementSpec bind(String sql, RunLease run) {
    return jdbc.sql(sql).param("run", run.run()).param("lease", run.lease());
  }

  private static final class NotMine extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class OnlyTried extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient SliceDone done;

    OnlyTried(SliceDone done) {
      super(null, null, false, false);
      this.done = done;
    }
  }
}
