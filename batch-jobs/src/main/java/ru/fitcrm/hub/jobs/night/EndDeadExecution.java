package ru.fitcrm.hub.jobs.night;

import java.time.Clock;
import java.time.LocalDateTime;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.JobExecution;
import org.springframework.batch.core.JobParameters;
import org.springframework.batch.core.StepExecution;
import org.springframework.batch.core.repository.JobRepository;

/**
 * Tells Spring Batch, which notices no dead JVM by itself, that an execution has ended. One whose
 * database went away at its end has a job or a step that seems to run, or whose state is unknown:
 * Spring Batch would never start it again.
 */
public final class EndDeadExecution {

  private final JobRepository repository;

  public EndDeadExecution(JobRepository repository) {
    this.repository = repository;
  }

  /**
   * @return whether there was one that had not ended
   */
  public boolean end(String job, JobParameters parameters) {
    JobExecution last = repository.getLastJobExecution(job, parameters);
    if (last == null || hasEnded(last)) {
      return false;
    }
    for (StepExecution step : last.getStepExecutions()) {
      if (isOpen(step.getStatus())) {
        step.setStatus(BatchStatus.FAILED);
        step.setExitStatus(ExitStatus.FAILED);
        step.setEndTime(LocalDateTime.now(Clock.systemUTC()));
        repository.update(step);
      }
    }
    last.setStatus(BatchStatus.FAILED);
    last.setExitStatus(ExitStatus.FAILED);
    last.setEndTime(LocalDateTime.now(Clock.systemUTC()));
    repository.update(last);
    return true;
  }

  private static boolean hasEnded(JobExecution last) {
    return !isOpen(last.getStatus())
        && last.getStepExecutions().stream().noneMatch(step -> isOpen(step.getStatus()));
  }

  private static boolean isOpen(BatchStatus status) {
    return status.isRunning() || status == BatchStatus.STOPPING || status == BatchStatus.UNKNOWN;
  }
}
