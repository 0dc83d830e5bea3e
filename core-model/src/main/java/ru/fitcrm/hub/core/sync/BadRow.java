package ru.fitcrm.hub.core.sync;

import org.jspecify.annotations.Nullable;

/**
 * A row that could not be taken.
 *
 * @param waitRef the client it waits for; null if it waits for nobody and is at fault itself
 * @param told the row as it came
 */
record BadRow(
    Entity entity,
    Rejection rejection,
    @Nullable Long version,
    @Nullable String waitRef,
    Object told) {

  /** Whether this is the row's own newest word, seen after one of that version. */
  boolean isOlderThan(@Nullable Long other) {
    return version != null && other != null && version < other;
  }
}
