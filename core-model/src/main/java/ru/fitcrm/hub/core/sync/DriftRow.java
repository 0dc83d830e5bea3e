package ru.fitcrm.hub.core.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row that is not the same here and in the club's system of record.
 *
 * @param entity {@code client}, {@code contract}, …
 * @param ref the system's id of it
 * @param clientRef the system's id of the client it belongs to, if known
 * @param clientId the hub's own id of that client, if the hub knows it
 * @param seenAt when it was last seen to differ
 */
public record DriftRow(
    long id,
    long connectionId,
    String entity,
    String ref,
    Kind kind,
    @Nullable String clientRef,
    @Nullable Long clientId,
    Instant foundAt,
    Instant seenAt) {

  /** How it differs. */
  public enum Kind {
    /** The system has it, the hub has not. */
    MISSING_HERE,
    /** The hub has it, the system has not. */
    MISSING_THERE,
    /** Both have it, and it says something else. */
    DIFFERS
  }
}
