package ru.fitcrm.hub.connectors.asterisk;

import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.call.CallDirection;
import ru.fitcrm.hub.core.call.CallSnapshot;

/** Tells what is worth telling of a call, once. */
final class Announcer {
  private final Consumer<CallSnapshot> listener;

  Announcer(Consumer<CallSnapshot> listener) {
    this.listener = listener;
  }

  /** Of a call that goes on: ringing, then answered, then each change of who talks. */
  void live(LiveCall call, Moment at) {
    CallDirection direction = call.direction();
    if (direction == null || !isWorthTelling(call, direction)) {
      return;
    }
    LiveCall.Told now =
        new LiveCall.Told(call.talk.everBegan(), call.talk.who.size(), call.transfers.size());
    if (!now.equals(call.told)) {
      call.told = now;
      listener.accept(Snapshots.live(call, direction, at));
    }
  }

  /**
   * An outgoing call waits for its number; one begun in a talk until it is over, as it may turn out
   * to be a consultation.
   */
  private static boolean isWorthTelling(LiveCall call, CallDirection direction) {
    return switch (direction) {
      case INCOMING -> true;
      case INTERNAL -> false;
      case OUTGOING ->
          !call.consultation
              && !call.begunInTalk
              && (call.clientNumber != null || call.talk.everBegan());
    };
  }

  void ended(LiveCall call, Moment at) {
    tell(end(call, at));
  }

  /** The last word on a call that was seen to end; null if it is none to be told of. */
  @Nullable CallSnapshot end(LiveCall call, Moment at) {
    CallDirection direction = call.direction();
    if (direction == null) {
      return call.actionId == null
          ? null
          : Snapshots.clickFailed(call, Outcome.clickFailure(call), at);
    }
    return isRow(call, direction) ? Snapshots.ended(call, direction, at) : null;
  }

  /** Of a call that ended between these moments, unseen. */
  void endedAway(LiveCall call, @Nullable Instant from, Moment to) {
    tell(endAway(call, from, to));
  }

  /** The last word on a call whose end was not seen. */
  @Nullable CallSnapshot endAway(LiveCall call, @Nullable Instant from, Moment to) {
    CallDirection direction = call.direction();
    if (direction == null) {
      return end(call, to);
    }
    Instant since = from == null ? call.startedAt : from;
    return isRow(call, direction) ? Snapshots.endedAway(call, direction, since, to) : null;
  }

  void tell(@Nullable CallSnapshot call) {
    if (call != null) {
      listener.accept(call);
    }
  }

  /** What has been told must come to an end, even if it was only a part of another call. */
  private static boolean isRow(LiveCall call, CallDirection direction) {
    boolean consultation =
        call.consultation || (call.begunInTalk && direction == CallDirection.INTERNAL);
    return !consultation || call.told != null || direction == CallDirection.INCOMING;
  }

  void clickFailed(LiveCall call, String failure, Moment at) {
    listener.accept(Snapshots.clickFailed(call, failure, at));
  }
}
