package ru.fitcrm.hub.core.importing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of clients somebody brought.
 *
 * @param size in bytes
 * @param format CSV or XLSX
 * @param pass what it is or was last worked through for
 * @param position rows done in this pass
 * @param total rows below the header, once they were counted
 * @param troubleCode why it failed, for pages; null if it did not
 * @param purged its rows were dropped: it was brought over 30 days ago
 */
public record ImportFile(
    long id,
    String name,
    long size,
    String sha256,
    String format,
    ImportLayout layout,
    List<ImportColumn> columns,
    State state,
    Pass pass,
    long position,
    @Nullable Long total,
    ImportCounts counts,
    @Nullable String troubleCode,
    @Nullable String trouble,
    String createdBy,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    boolean purged,
    long version) {

  public ImportFile {
    columns = List.copyOf(columns);
  }

  /** How far it is. */
  public enum State {
    /** Its columns are recognised, or chosen, and it waits for a check. */
    READY,
    CHECKING,
    /** The check is through; nothing was written. */
    CHECKED,
    RUNNING,
    COMPLETED,
    STOPPED,
    FAILED
  }

  /** What it is worked through for. */
  public enum Pass {
    /** To say what would come of it; nothing is written. */
    CHECK,
    RUN
  }

  /** Whether it is being worked through. */
  public boolean isGoing() {
    return state == State.CHECKING || state == State.RUNNING;
  }

  /** Done so far, 0–100; null before the rows are counted. */
  public @Nullable Integer getPercent() {
    return total == null ? null : total == 0 ? 100 : (int) Math.min(100, position * 100 / total);
  }

  /** What names the columns that go nowhere, so that nothing is dropped silently. */
  public List<String> getIgnoredColumns() {
    return columns.stream()
        .filter(column -> column.field() == null)
        .map(ImportColumn::header)
        .toList();
  }
}
