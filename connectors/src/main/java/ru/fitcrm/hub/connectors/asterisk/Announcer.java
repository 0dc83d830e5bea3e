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
    CallDirection direction = call.direction();
    if (direction == null) {
      if (call.actionId != null) {
        listener.accept(Snapshots.clickFailed(call, Outcome.clickFailure(call), at));
      }
    } else if (isRow(call, direction)) {
      listener.accept(Snapshots.ended(call, direction, at));
    }
  }

  /** Of a call that ended between these moments, unseen. */
  void endedAway(LiveCall call, @Nullable Instant from, Moment to) {
    CallDirection direction = call.direction();
    Instant since = from == null ? call.startedAt : from;
    if (direction == null) {
      ended(call, to);
    } else if (isRow(call, direction)) {
      listener.accept(Snapshots.endedAway(call, direction, since, to));
    }
  }

  /** What has been told must come to an end, even if it was only a part of another call. */
  private static boolean isRow(LiveCall call, CallDirection direction) {
    boolean consultation =
        call.consultation || (call.begunInTalk && direction == CallDirection.INTERNAL);
    return !consultation || call.told != null || direction == CallDirection.INCOMING;
  }

  /** Of a call that nobody heard, but the PBX has written down. */
  void found(CallSnapshot call) {
    listener.accept(call);
  }

  void clickFailed(LiveCall call, String failure, Moment at) {
    listener.accept(Snapshots.clickFailed(call, failure, at));
  }
}
