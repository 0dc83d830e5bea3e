package ru.fitcrm.hub.jobs.night;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.batch.core.launch.JobLauncher;
import org.springframework.batch.core.launch.support.TaskExecutorJobLauncher;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JobRepositoryFactoryBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.licence.Licences;
import ru.fitcrm.hub.core.message.MailLicences;
import ru.fitcrm.hub.core.night.JobSchedules;
import ru.fitcrm.hub.core.night.OweNights;
import ru.fitcrm.hub.core.night.WorkRuns;

/**
 * Puts the night together. The one transaction manager it is given is for Spring Batch's own
 * tables; the work itself goes through the gate of its club.
 */
@Configuration(proxyBeanMethods = false)
public class NightWork {

  @Bean
  public JobRepository jobRepository(
      DataSource dataSource, PlatformTransactionManager platformTables) throws Exception {
    JobRepositoryFactoryBean factory = new JobRepositoryFactoryBean();
    factory.setDataSource(dataSource);
    factory.setTransactionManager(platformTables);
    factory.setDatabaseType("POSTGRES");
    factory.setIsolationLevelForCreate("ISOLATION_READ_COMMITTED");
    factory.afterPropertiesSet();
    return factory.getObject();
  }

  @Bean
  public JobLauncher jobLauncher(JobRepository repository) throws Exception {
    TaskExecutorJobLauncher launcher = new TaskExecutorJobLauncher();
    launcher.setJobRepository(repository);
    launcher.afterPropertiesSet();
    return launcher;
  }

  @Bean
  NightJobs nightJobs(List<NightJob> jobs) {
    return new NightJobs(jobs);
  }

  /** Some beats may be late before a minute of silence is over. */
  @Bean
  BeatWhileWorking beatWhileWorking() {
    return new BeatWhileWorking(Duration.ofSeconds(10));
  }

  @Bean
  LaunchRuns launchRuns(
      NightJobs jobs,
      WorkRuns runs,
      ClubGate gate,
      Licences licences,
      JobRepository repository,
      JobLauncher launcher,
      BeatWhileWorking beat) {
    return new LaunchRuns(jobs, runs, new NeedsNoNight(gate, licences), repository, launcher, beat);
  }

  @Bean
  NightTick nightTick(NightJobs jobs, JobSchedules schedules, OweNights nights, LaunchRuns launch) {
    return new NightTick(jobs, schedules, nights, launch);
  }

  /** One node at a time ticks; db-scheduler sees to it. */
  @Bean
  RecurringTask<Void> nightTickTask(NightTick tick) {
    return Tasks.recurring("night-tick", FixedDelay.of(Duration.ofMinutes(1)))
        .execute((instance, context) -> tick.tick());
  }

  /** The platform's letters of what the night told of licences; one node at a time. */
  @Bean
  RecurringTask<Void> licenceLettersTask(MailLicences letters) {
    return Tasks.recurring("licence-letters", FixedDelay.of(Duration.ofMinutes(1)))
        .execute((instance, context) -> letters.mail());
  }
}
