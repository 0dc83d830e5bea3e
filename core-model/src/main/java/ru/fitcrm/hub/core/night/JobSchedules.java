package ru.fitcrm.hub.core.night;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.StaleVersion;

/** The schedules of all jobs, the same for every node; a change is obeyed at the next tick. */
public final class JobSchedules {

  private static final String ADD =
      """
      insert into job_schedule (job, cron, zone, enabled, catch_up, if_running)
      values (:job, :cron, :zone, :enabled, :catchUp, :ifRunning)
      on conflict (job) do nothing""";

  private static final String CHANGE =
      """
      update job_schedule
         set cron = :cron, zone = :zone, enabled = :enabled, catch_up = :catchUp,
             if_running = :ifRunning, version = version + 1
       where job = :job and version = :version""";

  private final ClubGate gate;
  private final JdbcClient jdbc;

  JobSchedules(ClubGate gate, JdbcClient jdbc) {
    this.gate = gate;
    this.jdbc = jdbc;
  }

  /** Adds those of jobs that have none yet; what was changed since stays. */
  public void addMissing(Collection<JobSchedule> defaults) {
    gate.runAsPlatform(() -> defaults.forEach(schedule -> bind(ADD, schedule).update()));
  }

  public List<JobSchedule> all() {
    return gate.asPlatform(
        () ->
            jdbc.sql("select * from job_schedule order by job")
                .query((row, i) -> schedule(row))
                .list());
  }

  public JobSchedule get(String job) {
    return gate.asPlatform(
        () ->
            jdbc.sql("select * from job_schedule where job = :job")
                .param("job", job)
                .query((row, i) -> schedule(row))
                .optional()
                .orElseThrow(() -> NotFound.anywhere("job", job)));
  }

  /**
   * @param changed with the version the caller read
   * @throws StaleVersion if somebody changed it meanwhile
   */
  public JobSchedule put(JobSchedule changed) {
    changed.checked();
    int rows =
        gate.asPlatform(() -> bind(CHANGE, changed).param("version", changed.version()).update());
    JobSchedule now = get(changed.job());
    if (rows == 0) {
      throw new StaleVersion("schedule of " + changed.job(), 0, changed.version(), now.version());
    }
    return now;
  }

  private JdbcClient.StatementSpec bind(String sql, JobSchedule schedule) {
    return jdbc.sql(sql)
        .param("job", schedule.job())
        .param("cron", schedule.cron())
        .param("zone", schedule.zone())
        .param("enabled", schedule.enabled())
        .param("catchUp", schedule.catchUp().name())
        .param("ifRunning", schedule.ifRunning().name());
  }

  private static JobSchedule schedule(ResultSet row) throws SQLException {
    return new JobSchedule(
        row.getString("job"),
        row.getString("cron"),
        row.getString("zone"),
        row.getBoolean("enabled"),
        JobSchedule.CatchUp.valueOf(row.getString("catch_up")),
        JobSchedule.IfRunning.valueOf(row.getString("if_running")),
        row.getLong("version"));
  }
}
