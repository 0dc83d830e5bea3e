package ru.fitcrm.hub.jobs.night;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.Job;
import org.springframework.batch.core.JobExecution;
import org.springframework.batch.core.JobExecutionException;
import org.springframework.batch.core.JobParameters;
import org.springframework.batch.core.JobParametersBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.launch.JobLauncher;
import org.springframework.batch.core.repository.JobInstanceAlreadyCompleteException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;
import ru.fitcrm.hub.core.night.RunLease;
import ru.fitcrm.hub.core.night.WorkRuns;

/**
 * Works through the runs nobody works on, one after another. A run whose node died is this node's
 * next: {@link EndDeadExecution} tells Spring Batch, which restarts it.
 */
public final class LaunchRuns {

  private static final Logger LOG = LoggerFactory.getLogger(LaunchRuns.class);

  private final NightJobs jobs;
  private final WorkRuns runs;
  private final NeedsNoNight idle;
  private final JobRepository repository;
  private final JobLauncher launcher;
  private final EndDeadExecution dead;
  private final BeatWhileWorking beat;

  /** To be let go of, or they would have to be silent for a minute first. */
  private final Queue<RunLease> brokenOff = new ConcurrentLinkedQueue<>();

  LaunchRuns(
      NightJobs jobs,
      WorkRuns runs,
      NeedsNoNight idle,
      JobRepository repository,
      JobLauncher launcher,
      BeatWhileWorking beat) {
    this.jobs = jobs;
    this.runs = runs;
    this.idle = idle;
    this.repository = repository;
    this.launcher = launcher;
    this.dead = new EndDeadExecution(repository);
    this.beat = beat;
  }

  /**
   * Returns when nothing is left to do, or the thread is interrupted.
   *
   * @return how many runs were worked on
   * @throws RuntimeException if a run broke off; it goes on where it was when this is called again
   */
  public int workThrough() {
    letGoOfBroken();
    int worked = 0;
    Optional<RunLease> run = runs.claim(jobs.names());
    while (run.isPresent() && !Thread.currentThread().isInterrupted()) {
      work(run.get());
      worked++;
      run = runs.claim(jobs.names());
    }
    return worked;
  }

  private void letGoOfBroken() {
    for (RunLease run = brokenOff.peek(); run != null; run = brokenOff.peek()) {
      runs.letGo(run);
      brokenOff.remove();
    }
  }

  private void work(RunLease run) {
    try {
      beat.during(() -> runs.beat(run), () -> launch(run));
    } catch (RuntimeException e) {
      if (DatabaseGone.in(e)) {
        brokenOff.add(run);
      }
      throw e;
    }
  }

  /** Without a database nothing else can be worked on either; other trouble is this run's alone. */
  private static void brokeOff(RunLease run, Throwable why) {
    if (DatabaseGone.in(why)) {
      throw new IllegalStateException("Run " + run.run() + " of " + run.job() + " broke off", why);
    }
    LOG.error("Run {} of {} broke off, it goes on in a minute", run.run(), run.job(), why);
  }

  private void launch(RunLease run) {
    JobParameters parameters = parameters(run);
    try {
      if (dead.end(run.job(), parameters)) {
        LOG.warn(
            "Run {} of {} was left without an end, by a node or a database that died; it goes on here",
            run.run(),
            run.job());
      }
      JobExecution execution = launcher.run(job(run), parameters);
      execution.getAllFailureExceptions().forEach(why -> brokeOff(run, why));
      runs.end(run);
    } catch (JobInstanceAlreadyCompleteException e) {
      LOG.info("Run {} of {} was complete but for its end", run.run(), run.job(), e);
      runs.end(run);
    } catch (JobExecutionException e) {
      LOG.error(
          "Run {} of {} could not be launched, tried again in 1 min", run.run(), run.job(), e);
    }
  }

  private static JobParameters parameters(RunLease run) {
    return new JobParametersBuilder()
        .addLong("run", run.run())
        .addLong("round", (long) run.round())
        .toJobParameters();
  }

  private Job job(RunLease run) {
    return new JobBuilder(run.job(), repository)
        .start(
            new StepBuilder("clubs", repository)
                .tasklet(new DoSlices(run, jobs.get(run.job()), runs, idle), new NoTransaction())
                // Each slice opens a transaction of its own, at the gate of its club.
                .transactionAttribute(
                    new DefaultTransactionAttribute(
                        TransactionDefinition.PROPAGATION_NOT_SUPPORTED))
                .allowStartIfComplete(true)
                .build())
        .build();
  }
}
