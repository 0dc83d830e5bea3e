package ru.fitcrm.hub.core.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.club.ClubId;

/**
 * A message that must go out, or did.
 *
 * @param attempts since it was put or replayed; those that found no connection do not count
 * @param claim which claim this is, to be named when it is settled
 * @param code why it is in this state, where there is something to say; {@code reason} in words
 */
public record OutboxMessage(
    ClubId club,
    long id,
    long connectionId,
    String kind,
    String source,
    String sourceId,
    @Nullable String orderKey,
    OutboxState state,
    boolean repeatable,
    JsonNode body,
    @Nullable String phone,
    @Nullable Long clientId,
    @Nullable Long eventId,
    @Nullable Long messageId,
    int attempts,
    @Nullable Instant nextAttemptAt,
    Instant goodUntil,
    long claim,
    @Nullable String externalId,
    @Nullable String code,
    @Nullable String reason,
    Instant createdAt,
    @Nullable Instant settledAt) {

  /** Marks of an attempt nobody saw the end of. */
  private static final Set<String> NOBODY_KNOWS = Set.of("sender-lost", "broke-off");

  /** Whether the attempt before may have been taken, and nobody has found out yet. */
  public boolean isInDoubt() {
    return isDoubt(code);
  }

  static boolean isDoubt(@Nullable String code) {
    return code != null && NOBODY_KNOWS.contains(code);
  }

  /** Without body and phone, so that they reach no log. */
  @Override
  public String toString() {
    return "message " + id + " (" + kind + ") of connection " + connectionId;
  }
}
