package ru.fitcrm.hub.connectors.asterisk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.call.CallDirection;
import ru.fitcrm.hub.core.call.CallResult;
import ru.fitcrm.hub.core.call.CallSnapshot;
import ru.fitcrm.hub.core.call.CallStage;
import ru.fitcrm.hub.core.call.MissedBecause;
import ru.fitcrm.hub.core.call.TimeSpan;

/** Puts what is known of a call into the words of the core. */
final class Snapshots {

  /** How a call ended, and when. */
  record End(
      CallResult result,
      @Nullable MissedBecause because,
      @Nullable String failure,
      @Nullable Instant at,
      @Nullable TimeSpan between) {}

  private Snapshots() {}

  static CallSnapshot live(LiveCall call, CallDirection direction, Moment now) {
    boolean answered = call.talk.everBegan();
    return snapshot(
        call,
        direction,
        answered ? CallStage.TALKING : CallStage.RINGING,
        new End(answered ? CallResult.TALKING : CallResult.RINGING, null, null, null, null),
        now);
  }

  static CallSnapshot ended(LiveCall call, CallDirection direction, Moment at) {
    Instant end = instant(call, at);
    return snapshot(call, direction, CallStage.ENDED, end(call, direction, end), at);
  }

  private static End end(LiveCall call, CallDirection direction, Instant at) {
    if (call.talk.everBegan()) {
      return new End(CallResult.ANSWERED, null, null, at, null);
    }
    return switch (direction) {
      case INCOMING -> new End(CallResult.MISSED, Outcome.missedBecause(call), null, at, null);
      case INTERNAL -> new End(CallResult.MISSED, null, null, at, null);
      case OUTGOING -> {
        CallResult result = Outcome.outgoing(call);
        String failure = result == CallResult.FAILED ? Outcome.failure(call) : null;
        yield new End(result, null, failure, at, null);
      }
    };
  }

  /**
   * Of a call whose end was not seen.
   *
   * @param from when the PBX was last heard before
   */
  static CallSnapshot endedAway(LiveCall call, CallDirection direction, Instant from, Moment to) {
    CallResult unknown = direction == CallDirection.INCOMING ? CallResult.LOST : CallResult.MISSED;
    CallResult result = call.talk.everBegan() ? CallResult.ANSWERED : unknown;
    Instant later = to.heard().isBefore(from) ? from : to.heard();
    End end = new End(result, null, null, null, new TimeSpan(from, later));
    return snapshot(call, direction, CallStage.ENDED, end, to);
  }

  /** Of our own click whose client was never dialled. */
  static CallSnapshot clickFailed(LiveCall call, String failure, Moment at) {
    End end = new End(CallResult.FAILED, null, failure, instant(call, at), null);
    return snapshot(call, CallDirection.OUTGOING, CallStage.ENDED, end, at);
  }

  private static CallSnapshot snapshot(
      LiveCall call, CallDirection direction, CallStage stage, End end, Moment now) {
    Moment answered = call.talk.answered;
    Duration talked = call.talk.sumUntil(now);
    return new CallSnapshot(
        call.id,
        direction,
        stage,
        end.result(),
        end.because(),
        end.failure(),
        call.clientNumber,
        call.callerName,
        call.clubNumber,
        List.copyOf(call.talk.who),
        rang(call),
        call.started.until(answered == null ? now : answered),
        talked,
        call.queue,
        call.transfers,
        call.startedAt,
        answered == null ? null : instant(call, answered),
        end.at(),
        end.between(),
        talked.isZero() ? null : call.recording,
        call.actionId);
  }

  /** Of a click also the phone that could not even be rung. */
  private static List<String> rang(LiveCall call) {
    return call.click != null && call.rang.isEmpty()
        ? List.of(call.click.extension())
        : List.copyOf(call.rang);
  }

  private static Instant instant(LiveCall call, Moment moment) {
    return call.startedAt.plus(call.started.until(moment));
  }
}
