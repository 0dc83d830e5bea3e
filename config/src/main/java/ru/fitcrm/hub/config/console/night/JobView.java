package ru.fitcrm.hub.config.console.night;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.night.JobRun;
import ru.fitcrm.hub.core.night.JobSchedule;

/**
 * A job as the list shows it.
 *
 * @param last its last run that was no dry one, null if it never ran
 * @param usualMs how long it usually takes, null if too few runs tell
 * @param next when it runs next, null if it is off
 */
record JobView(
    JobSchedule schedule,
    @Nullable JobRun last,
    @Nullable Long usualMs,
    @Nullable OffsetDateTime next) {

  private static final long NOTHING_MS = 5_000;

  public boolean running() {
    JobRun run = last;
    return run != null && run.status() == JobRun.Status.RUNNING;
  }

  /** Whether the last run took much longer than usual. */
  public boolean slow() {
    JobRun run = last;
    Long usual = usualMs;
    return run != null
        && usual != null
        && run.workedMs() > NOTHING_MS
        && run.workedMs() > 2 * usual;
  }
}
