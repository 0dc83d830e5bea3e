package ru.fitcrm.hub.connectors.asterisk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.call.CallResult;
import ru.fitcrm.hub.core.call.CallSnapshot;
import ru.fitcrm.hub.core.call.CallStage;

/**
 * Calls that are over and of which only a part was heard. Where the PBX keeps records, their end
 * waits for what these say; if they say nothing of it, what was heard is told.
 */
final class HalfHeard {
  private final Announcer announcer;
  private final Absence.Away away;
  private final Map<String, CallSnapshot> waiting = new LinkedHashMap<>();

  HalfHeard(Announcer announcer, Absence.Away away) {
    this.announcer = announcer;
    this.away = away;
  }

  /**
   * @param end what was heard of it, null if it is not to be told of
   */
  void ended(LiveCall call, @Nullable CallSnapshot end) {
    if (end == null || !away.hasRecords() || call.direction() == null) {
      announcer.tell(end);
      return;
    }
    waiting.put(end.linkedId(), end);
    away.wanted(end.startedAt());
  }

  /** Whether this is one of them: then it is told, as both sides know it. */
  boolean complete(CallSnapshot recorded) {
    CallSnapshot heard = waiting.remove(recorded.linkedId());
    if (heard == null) {
      return false;
    }
    announcer.tell(both(heard, recorded));
    return true;
  }

  /** The records say no more. */
  void giveUp() {
    List<CallSnapshot> left = new ArrayList<>(waiting.values());
    waiting.clear();
    left.forEach(announcer::tell);
  }

  /** Who and what is known better from events, when and how long from the records. */
  private static CallSnapshot both(CallSnapshot heard, CallSnapshot recorded) {
    boolean answered =
        heard.result() == CallResult.ANSWERED || recorded.result() == CallResult.ANSWERED;
    boolean endSeen = heard.endedAt() != null;
    boolean talkRecorded = recorded.result() == CallResult.ANSWERED;
    CallResult unanswered = endSeen ? heard.result() : recorded.result();
    Instant answeredAt = talkRecorded ? recorded.answeredAt() : heard.answeredAt();
    Instant end = endSeen ? heard.endedAt() : recorded.endedAt();
    return new CallSnapshot(
        heard.linkedId(),
        heard.direction(),
        CallStage.ENDED,
        answered ? CallResult.ANSWERED : unanswered,
        answered ? null : endSeen ? heard.missedBecause() : recorded.missedBecause(),
        answered ? null : endSeen ? heard.failure() : recorded.failure(),
        heard.clientNumber() == null ? recorded.clientNumber() : heard.clientNumber(),
        heard.callerName() == null ? recorded.callerName() : heard.callerName(),
        heard.clubNumber() == null ? recorded.clubNumber() : heard.clubNumber(),
        union(heard.answeredBy(), recorded.answeredBy()),
        union(heard.rang(), recorded.rang()),
        waited(heard, answeredAt, end),
        talkRecorded ? recorded.talked() : heard.talked(),
        heard.queue() == null ? recorded.queue() : heard.queue(),
        heard.transfers(),
        heard.startedAt(),
        answeredAt,
        end,
        null,
        heard.recording() == null && answered ? recorded.recording() : heard.recording(),
        heard.actionId());
  }

  private static Duration waited(
      CallSnapshot heard, @Nullable Instant answeredAt, @Nullable Instant end) {
    Instant until = answeredAt == null ? end : answeredAt;
    Duration waited = until == null ? heard.waited() : Duration.between(heard.startedAt(), until);
    return waited.isNegative() ? Duration.ZERO : waited;
  }

  private static List<String> union(List<String> first, List<String> second) {
    Set<String> all = new LinkedHashSet<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }
}
