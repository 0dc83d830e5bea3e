package ru.fitcrm.hub.jobs.night;

import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.batch.core.launch.JobLauncher;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.licence.Licences;
import ru.fitcrm.hub.core.night.WorkRuns;
import ru.fitcrm.hub.core.testing.TestCore;

/**
 * Spring Batch on a database of a test's own. It knows a step under way by its number and its
 * job's, in the whole JVM: in each database the two are a distance of its own apart, or the steps
 * of tests that run beside each other would be one.
 */
public record OwnBatch(JobRepository repository, JobLauncher launcher) {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  /** More than a test has jobs without steps, which shorten the distance. */
  private static final int APART = 50;

  public static OwnBatch on(DataSource database) {
    JdbcClient.create(database)
        .sql("select count(nextval('batch_step_execution_seq')) from generate_series(1, :apart)")
        .param("apart", DATABASES.incrementAndGet() * APART)
        .query(Long.class)
        .single();
    try {
      NightWork night = new NightWork();
      JobRepository repository =
          night.jobRepository(database, new JdbcTransactionManager(database));
      return new OwnBatch(repository, night.jobLauncher(repository));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** What one node works with. */
  LaunchRuns node(TestCore core, NightJobs jobs) {
    return node(core, jobs, new NightWork().beatWhileWorking());
  }

  LaunchRuns node(TestCore core, NightJobs jobs, BeatWhileWorking beat) {
    return new NightWork()
        .launchRuns(
            jobs,
            core.get(WorkRuns.class),
            core.get(ClubGate.class),
            core.get(Licences.class),
            repository,
            launcher,
            beat);
  }
}
