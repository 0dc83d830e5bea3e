package ru.fitcrm.hub.config.console.box;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.config.console.Wording;
import ru.fitcrm.hub.core.inbox.InboxMessage;
import ru.fitcrm.hub.core.inbox.InboxState;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.OutboxState;

/**
 * A received message, or one on its way out, as a list shows it.
 *
 * @param tone good, live or bad: a colour of the page
 * @param phone as the reader may see it, null if there is none
 * @param why why it is in its state, null if there is nothing to say
 */
record BoxRow(
    long id,
    Instant at,
    long connectionId,
    String kind,
    String state,
    String tone,
    @Nullable String phone,
    @Nullable Long clientId,
    @Nullable String why,
    int attempts,
    @Nullable Instant next,
    @Nullable Instant goodUntil,
    @Nullable String externalId,
    boolean replayable) {

  static BoxRow of(InboxMessage one, Wording say) {
    return new BoxRow(
        one.id(),
        one.receivedAt(),
        one.connectionId(),
        one.kind(),
        one.state().name(),
        switch (one.state()) {
          case APPLIED, DUPLICATE -> "good";
          case RECEIVED -> "live";
          case REJECTED, FAILED -> "bad";
        },
        shown(one.phone(), say),
        one.clientId(),
        why(one.reasonCode(), one.reason(), say),
        one.attempts(),
        one.nextAttemptAt(),
        null,
        one.externalId(),
        (one.state() == InboxState.REJECTED || one.state() == InboxState.FAILED)
            && one.bodyRemovedAt() == null);
  }

  static BoxRow of(OutboxMessage one, Wording say) {
    return new BoxRow(
        one.id(),
        one.createdAt(),
        one.connectionId(),
        one.kind(),
        one.state().name(),
        switch (one.state()) {
          case ACCEPTED, DELIVERED -> "good";
          case WAITING, CLAIMED -> "live";
          case REJECTED, UNKNOWN, EXPIRED -> "bad";
        },
        shown(one.phone(), say),
        one.clientId(),
        why(one.code(), one.reason(), say),
        one.attempts(),
        one.nextAttemptAt(),
        one.state() == OutboxState.WAITING ? one.goodUntil() : null,
        one.externalId(),
        one.state().isFailed());
  }

  private static @Nullable String shown(@Nullable String phone, Wording say) {
    return phone == null ? null : say.phone(phone);
  }

  private static @Nullable String why(@Nullable String code, @Nullable String reason, Wording say) {
    return code == null && reason == null ? null : say.why(code, reason);
  }
}
