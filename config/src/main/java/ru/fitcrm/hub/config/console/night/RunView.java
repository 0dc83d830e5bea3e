package ru.fitcrm.hub.config.console.night;

import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.night.JobRun;

/**
 * What a run's page works out.
 *
 * @param percent of its clubs that need nothing more
 * @param usualMs how long the job usually takes, null if nobody knows
 */
record RunView(long percent, @Nullable Long usualMs) {

  static RunView of(JobRun run, JobView job) {
    long total = Math.max(1, run.clubsTotal());
    long ended = run.clubsDone() + run.failures().size();
    return new RunView(run.clubsTotal() == 0 ? 100 : ended * 100 / total, job.usualMs());
  }
}
