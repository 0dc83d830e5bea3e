package ru.fitcrm.hub.jobs.night;

import ru.fitcrm.hub.core.night.JobSchedule;
import ru.fitcrm.hub.core.night.NextSlice;
import ru.fitcrm.hub.core.night.SliceDone;

/**
 * A job of the night. Its work for the same club and date again finds the same and makes nothing a
 * second time.
 */
public interface NightJob {

  /** When it runs unless an operator changed it; names the job. */
  JobSchedule schedule();

  /**
   * Does one slice, inside the club's gate: a second or two, so that live work never waits. What it
   * writes is committed with the word that it is done, or undone if it throws.
   */
  SliceDone work(NextSlice slice);

  /**
   * Whether a dry run's work keeps what it found and makes nothing else; of other jobs, all that a
   * dry run wrote is undone.
   */
  default boolean keepsDryFindings() {
    return false;
  }

  /**
   * Whether clubs are skipped whose licence lets nobody write any more. What a club is owed even
   * then, its notices and the care of its data, says no.
   */
  default boolean needsLicence() {
    return true;
  }

  default String name() {
    return schedule().job();
  }
}
