package ru.fitcrm.hub.core.night;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job for one business date.
 *
 * @param zone of the clubs it is for, or the one zone they follow
 * @param clubsDone clubs that need nothing more: done, or skipped with a reason
 * @param found what the rules found, in all clubs
 * @param made events or changes that came of it; a dry run that keeps what it finds made nothing,
 *     of another what it would have made
 * @param clubsSkipped of those done, the ones that were left out for a reason
 * @param workedMs how long its clubs were worked on, in milliseconds, without waiting and pauses
 * @param caughtUp its date was over when it began: a missed night
 * @param recoveredAt when another node went on with it after its own died; no failure
 * @param failures clubs that failed, at most a hundred
 */
public record JobRun(
    long id,
    String job,
    LocalDate businessDate,
    String zone,
    boolean scheduled,
    boolean dryRun,
    @Nullable String requestedBy,
    Status status,
    Instant startedAt,
    @Nullable Instant endedAt,
    long clubsDone,
    long clubsTotal,
    long found,
    long made,
    long clubsSkipped,
    long workedMs,
    boolean caughtUp,
    @Nullable Instant recoveredAt,
    List<Failure> failures) {

  public JobRun {
    failures = List.copyOf(failures);
  }

  /** Where a run stands. */
  public enum Status {
    /** Under way, or waiting for a node with a free hand. */
    RUNNING,
    COMPLETED,
    /** At least one club failed; the others are done. */
    FAILED,
    /** A person ended it; it can be resumed where it stopped. */
    STOPPED
  }

  /**
   * A club that failed.
   *
   * @param club its id
   * @param error what went wrong, without personal data
   */
  public record Failure(long club, String error) {}

  JobRun withFailures(List<Failure> known) {
    return new JobRun(
        id,
        job,
        businessDate,
        zone,
        scheduled,
        dryRun,
        requestedBy,
        status,
        startedAt,
        endedAt,
        clubsDone,
        clubsTotal,
        found,
        made,
        clubsSkipped,
        workedMs,
        caughtUp,
        recoveredAt,
        known);
  }
}
