package ru.fitcrm.hub.core.sync;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a club's system of record, page by page.
 *
 * @param hearing how fresh what it tells is
 * @param position where the system said to go on, null before the first page
 * @param total rows in all, of people how many; null if nobody tells
 * @param counts by entity, for example {@code client}
 * @param worked time spent on it, without the time it lay interrupted
 * @param stopWanted somebody asked it to stop: it does after the page it is at
 * @param troubleCode why it does not go on, or went wrong; null if all is well
 * @param startedBy who wanted it, null for the hub itself
 */
public record SyncRun(
    long id,
    long connectionId,
    ClubSystem.Mode mode,
    Hearing hearing,
    State state,
    @JsonIgnore @Nullable String position,
    int pages,
    @Nullable Long total,
    Map<String, Applied.Counts> counts,
    Duration worked,
    boolean stopWanted,
    @Nullable String troubleCode,
    @Nullable String trouble,
    @Nullable String startedBy,
    Instant startedAt,
    Instant updatedAt,
    @Nullable Instant endedAt) {

  /** How far a run is. An interrupted one is RUNNING: it is resumed where it was. */
  public enum State {
    RUNNING,
    COMPLETED,
    FAILED,
    STOPPED
  }

  /** Rows read so far. */
  public long read() {
    return sum().read();
  }

  /** How much of {@link #total} is done: people where people are walked over, else rows. */
  public long done() {
    return mode == ClubSystem.Mode.PEOPLE ? pages : read();
  }

  /** All entities together. */
  public Applied.Counts sum() {
    return counts.values().stream().reduce(Applied.Counts.NONE, Applied.Counts::plus);
  }

  /** How fast, null while nothing was read. */
  public @Nullable Long rowsPerSecond() {
    long millis = worked.toMillis();
    return millis == 0 || read() == 0 ? null : Long.valueOf(read() * 1000 / millis);
  }

  /** How long it will take yet, null where the system does not tell how much there is. */
  public @Nullable Duration left() {
    Long all = total;
    if (all == null || state != State.RUNNING || done() == 0) {
      return null;
    }
    long left = Math.max(0, all - done());
    return Duration.ofMillis((long) ((double) worked.toMillis() / done() * left));
  }
}
