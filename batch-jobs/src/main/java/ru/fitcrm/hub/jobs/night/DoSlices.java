package ru.fitcrm.hub.jobs.night;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.StepContribution;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.repeat.RepeatStatus;
import ru.fitcrm.hub.core.night.NextSlice;
import ru.fitcrm.hub.core.night.RunLease;
import ru.fitcrm.hub.core.night.WorkRuns;

/** Does the slices of one run, one after another, until none is left or the run was stopped. */
final class DoSlices implements Tasklet {

  private static final Logger LOG = LoggerFactory.getLogger(DoSlices.class);

  private final RunLease run;
  private final NightJob job;
  private final WorkRuns runs;
  private final NeedsNoNight idle;

  DoSlices(RunLease run, NightJob job, WorkRuns runs, NeedsNoNight idle) {
    this.run = run;
    this.job = job;
    this.runs = runs;
    this.idle = idle;
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
    return runs.next(run)
        .map(slice -> RepeatStatus.continueIf(done(slice, contribution)))
        .orElse(RepeatStatus.FINISHED);
  }

  private Optional<String> skipped(NextSlice slice) {
    return job.needsLicence() ? idle.reason(slice.club()) : Optional.empty();
  }

  /** One club's trouble never stops another's; without a database the run breaks off. */
  private boolean done(NextSlice slice, StepContribution contribution) {
    try {
      Optional<String> reason = slice.position() == null ? skipped(slice) : Optional.empty();
      if (reason.isPresent()) {
        runs.skipped(run, slice.club(), reason.get());
        return true;
      }
      contribution.incrementReadCount();
      return runs.work(
          run, slice, slice.dryRun() && !job.keepsDryFindings(), () -> job.work(slice));
    } catch (RuntimeException e) {
      if (DatabaseGone.in(e)) {
        throw e;
      }
      LOG.error(
          "Job {} failed in club {} for {}; the other clubs go on, this one is tried again in 5 min",
          run.job(),
          slice.club(),
          run.businessDate(),
          e);
      runs.failed(run, slice.club(), ReasonOfFailure.of(e));
      return true;
    }
  }
}
