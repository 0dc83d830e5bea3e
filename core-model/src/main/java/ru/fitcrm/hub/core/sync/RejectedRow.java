package ru.fitcrm.hub.core.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A row that could not be taken as told.
 *
 * @param entity {@code client}, {@code contract}, …
 * @param field the cell at fault
 * @param code what is wrong, for example {@code required}; stable; empty of rows from before
 * @param reason what is wrong and how to mend it, in English
 * @param history told as history: no news when it is taken at last
 * @param cells the row as told; personal data
 * @param times how often it was told so
 */
public record RejectedRow(
    long id,
    long connectionId,
    String entity,
    String ref,
    State state,
    String field,
    String code,
    String reason,
    boolean history,
    JsonNode cells,
    Instant firstSeenAt,
    Instant lastSeenAt,
    int times) {

  /** What became of the row. */
  public enum State {
    /** Not taken. */
    REJECTED,
    /** Taken as soon as its client comes. */
    WAITING,
    /** Taken without the cell at fault. */
    NOTED
  }

  /** Without the cells, so that they reach no log. */
  @Override
  public String toString() {
    return "RejectedRow[" + id + ", " + entity + ", " + state + ", " + field + "]";
  }
}
