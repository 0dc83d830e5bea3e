package ru.fitcrm.hub.core.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which received messages are wanted; what is null does not matter.
 *
 * @param phone E.164, of whoever it names
 * @param clientId whom it is about or names
 * @param ref an id of 1C that it names: of a client, contract, payment, visit or booking
 * @param externalId the sender's own id of it
 * @param from first moment of receipt
 * @param to the moment before which it must have come
 */
public record InboxQuery(
    @Nullable Long connectionId,
    @Nullable String kind,
    @Nullable InboxState state,
    @Nullable String phone,
    @Nullable Long clientId,
    @Nullable String ref,
    @Nullable String externalId,
    @Nullable Instant from,
    @Nullable Instant to) {

  public static final InboxQuery ALL =
      new InboxQuery(null, null, null, null, null, null, null, null, null);

  /**
   * @param e164 the one thing that matters
   */
  public static InboxQuery ofPhone(String e164) {
    return new InboxQuery(null, null, null, e164, null, null, null, null, null);
  }
}
