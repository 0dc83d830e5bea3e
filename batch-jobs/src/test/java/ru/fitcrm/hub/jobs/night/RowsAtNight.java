package ru.fitcrm.hub.jobs.night;

import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.night.JobRuns;
import ru.fitcrm.hub.core.night.JobSchedule;
import ru.fitcrm.hub.core.night.JobSchedules;

/** A hub of one node whose only job is {@link WriteRows}. */
final class RowsAtNight implements AutoCloseable {

  static final String JOB = WriteRows.JOB;

  final WriteRows job = new WriteRows(this::jdbc);
  final NightHub hub = new NightHub(job);
  final LaunchRuns node = hub.node();
  final JobRuns runs = hub.core.get(JobRuns.class);

  private JdbcClient jdbc() {
    return hub.jdbc();
  }

  void night() {
    hub.owe();
    int unused = node.workThrough();
  }

  void policy(JobSchedule.CatchUp catchUp) {
    policy(catchUp, JobSchedule.IfRunning.WAIT);
  }

  void policy(JobSchedule.CatchUp catchUp, JobSchedule.IfRunning ifRunning) {
    JobSchedules schedules = hub.core.get(JobSchedules.class);
    JobSchedule now = schedules.get(JOB);
    schedules.put(
        new JobSchedule(
            now.job(), now.cron(), now.zone(), true, catchUp, ifRunning, now.version()));
  }

  /** As after the death of every node. */
  void silentForAMinute() {
    hub.core
        .get(ClubGate.class)
        .runAsPlatform(
            () ->
                hub.jdbc()
                    .sql("update job_run set beat_at = now() - interval '61 seconds'")
                    .update());
  }

  /** Whether some node said within the minute that it works. */
  boolean isHeard() {
    return hub.core
        .get(ClubGate.class)
        .asPlatform(
            () ->
                hub.jdbc()
                    .sql("select max(beat_at) > now() - interval '30 seconds' from job_run")
                    .query(Boolean.class)
                    .single());
  }

  long rows(Club club) {
    return hub.core.in(
        club,
        () -> hub.jdbc().sql("select count(*) from ignored_number").query(Long.class).single());
  }

  @Override
  public void close() {
    hub.close();
  }
}
