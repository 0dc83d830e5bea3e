package ru.fitcrm.hub.core.retention;

/**
 * How long the platform keeps what all clubs share.
 *
 * @param eventMonths whole months that events are kept, 3 to 120; their keys stay for ever
 * @param runDays days that runs of jobs are kept, 30 to 3650
 * @param findingDays days that what a run found is kept beside it, 1 to 3650
 * @param batchDays days that Spring Batch's own notes of a run are kept, 1 to 365
 */
public record PlatformKeeping(int eventMonths, int runDays, int findingDays, int batchDays) {

  /** Unless the operator says otherwise. */
  public static final PlatformKeeping USUAL = new PlatformKeeping(36, 400, 60, 14);
}
