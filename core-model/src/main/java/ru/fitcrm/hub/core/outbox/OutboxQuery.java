package ru.fitcrm.hub.core.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which messages to list; what is null does not matter.
 *
 * @param phone E.164
 * @param clientId whom it is about
 * @param ref 1C's id: of the person it is about, or that 1C gave the lead it brought
 * @param externalId the receiver's own id of it
 * @param from first moment it may have been put, inclusive
 * @param to exclusive
 */
public record OutboxQuery(
    @Nullable Long connectionId,
    @Nullable String kind,
    @Nullable OutboxState state,
    @Nullable String phone,
    @Nullable Long clientId,
    @Nullable String ref,
    @Nullable String externalId,
    @Nullable Instant from,
    @Nullable Instant to) {

  public static final OutboxQuery ALL =
      new OutboxQuery(null, null, null, null, null, null, null, null, null);

  /**
   * @param e164 the one thing that matters
   */
  public static OutboxQuery ofPhone(String e164) {
    return new OutboxQuery(null, null, null, e164, null, null, null, null, null);
  }
}
