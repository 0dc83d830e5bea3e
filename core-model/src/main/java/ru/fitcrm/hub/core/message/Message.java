package ru.fitcrm.hub.core.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message between the club and somebody. One that came in is DELIVERED.
 *
 * @param clientId null if nobody of the base: an employee, or an address
 * @param channel by which it goes, or went last; null until one was found
 * @param address as {@link Channel} says
 * @param text null until it is rendered, which is when it is said
 * @param code why it is in its state, where there is something to say; {@code reason} in words
 * @param heldUntil when it may be said, while HELD
 * @param author who wrote it; null for a rule's and for what came in
 * @param media a file that goes or came with it, null for none
 */
public record Message(
    long id,
    MessageDirection direction,
    @Nullable Long clientId,
    @Nullable Long employeeId,
    @Nullable Channel channel,
    @Nullable Long connectionId,
    @Nullable String address,
    @Nullable String subject,
    @Nullable String text,
    Purpose purpose,
    MessageState state,
    @Nullable String code,
    @Nullable String reason,
    @Nullable Long ruleId,
    @Nullable Long eventId,
    @Nullable String author,
    Instant createdAt,
    @Nullable Instant heldUntil,
    @Nullable Instant sentAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant deliveredAt,
    @Nullable Instant readAt,
    @Nullable MessageFile media) {

  /** Without address and text, so that they reach no log. */
  @Override
  public String toString() {
    return "message " + id + " (" + direction + ", " + state + ")";
  }
}
