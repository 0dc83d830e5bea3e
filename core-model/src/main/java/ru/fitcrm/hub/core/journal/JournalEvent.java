package ru.fitcrm.hub.core.journal;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A fact in the journal. */
public record JournalEvent(
    long id,
    String type,
    String key,
    Subject subject,
    @Nullable Long clientId,
    Map<String, Object> data,
    Instant occurredAt) {

  /** What the event is about. */
  public record Subject(String type, long id) {}
}
