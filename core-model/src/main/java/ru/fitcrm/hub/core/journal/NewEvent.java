package ru.fitcrm.hub.core.journal;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fact to be told to the journal.
 *
 * @param type one of the hub's event types, for example {@code call.ended}
 * @param key what makes it the same fact when told again, unique in the club
 * @param subjectType kind of the thing it is about, for example {@code call}
 * @param clientId whom it concerns, if anybody
 * @param data ids, dates, amounts and codes; never a name, a phone or a text
 */
public record NewEvent(
    String type,
    String key,
    String subjectType,
    long subjectId,
    @Nullable Long clientId,
    Map<String, Object> data,
    Instant occurredAt) {

  public NewEvent {
    data = Map.copyOf(data);
  }

  /** An event whose key is its type and subject: it happens to a thing once. */
  public static NewEvent once(
      String type,
      String subjectType,
      long subjectId,
      @Nullable Long clientId,
      Map<String, Object> data,
      Instant occurredAt) {
    return new NewEvent(
        type, type + ":" + subjectId, subjectType, subjectId, clientId, data, occurredAt);
  }
}
