package ru.fitcrm.hub.connectors.asterisk;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.CallsBefore;
import ru.fitcrm.hub.core.call.CallDirection;
import ru.fitcrm.hub.core.call.CallSnapshot;
import ru.fitcrm.hub.core.call.CallStage;

/**
 * Brings the calls in step with the PBX after the hub was away: what it lists goes on, what it does
 * not has ended unseen. Events that come while the list is read count as fresher than the list.
 */
final class Absence {
  private final Calls calls;
  private final TalkRule talkRule;
  private final Announcer announcer;
  private final Away away;
  private final HalfHeard half;
  private final Set<String> listed = new HashSet<>();

  /** Number of the event since which all was heard. */
  private long mark;

  private boolean catchingUp;
  private @Nullable String askedId;
  private @Nullable Moment askedAt;
  private @Nullable Instant lastHeard;
  private @Nullable Instant awaySince;

  /** Hears of each absence once all that went on through it is settled. */
  interface Away {

    /** Whether the PBX keeps records of calls, by which an end that nobody saw can be told. */
    default boolean hasRecords() {
      return false;
    }

    void away(Instant from, Instant to);

    /** The records of a call that began at this moment and is over are wanted. */
    default void wanted(Instant began) {}
  }

  Absence(Calls calls, TalkRule talkRule, Announcer announcer, Away away) {
    this.calls = calls;
    this.talkRule = talkRule;
    this.announcer = announcer;
    this.away = away;
    this.half = new HalfHeard(announcer, away);
  }

  void restore(CallsBefore before) {
    lastHeard = before.lastHeard();
    for (CallSnapshot snapshot : before.unfinished()) {
      calls.add(restored(snapshot));
    }
  }

  private static LiveCall restored(CallSnapshot was) {
    Moment started = Moment.heardAt(was.startedAt());
    LiveCall call = new LiveCall(was.linkedId(), started, was.startedAt());
    call.restored = true;
    call.incoming = was.direction() == CallDirection.INCOMING;
    call.outgoing = was.direction() == CallDirection.OUTGOING;
    call.clientNumber = was.clientNumber();
    call.callerName = was.callerName();
    call.clubNumber = was.clubNumber();
    call.queue = was.queue();
    call.recording = was.recording();
    call.actionId = was.actionId();
    call.rang.addAll(was.rang());
    call.transfers.addAll(was.transfers());
    call.talk.who.addAll(was.answeredBy());
    if (was.stage() == CallStage.TALKING) {
      Instant answered = was.answeredAt();
      call.talk.goesOn(answered == null ? started : Moment.heardAt(answered));
    }
    call.told =
        new LiveCall.Told(call.talk.everBegan(), call.talk.who.size(), call.transfers.size());
    return call;
  }

  void connecting(long eventNumber) {
    mark = eventNumber;
    // A connection that broke before its list was complete has not ended the absence.
    awaySince = catchingUp && awaySince != null ? awaySince : lastHeard;
    catchingUp = true;
    askedId = null;
  }

  void heard(Moment at) {
    lastHeard = at.heard();
  }

  /** Until the list is complete, half a call must not be told as a whole one. */
  boolean isCatchingUp() {
    return catchingUp;
  }

  void asked(PbxEvent.ListAsked told, long eventNumber) {
    askedId = told.actionId();
    askedAt = told.at();
    listed.clear();
    if (!catchingUp) {
      mark = eventNumber;
    }
  }

  /** Whether the item answers our latest question; remembers that the channel lives. */
  boolean accepts(PbxEvent.Listed item) {
    if (!item.actionId().equals(askedId)) {
      return false;
    }
    listed.add(item.on().uniqueId());
    return listed.size() <= Calls.MAX_CHANNELS;
  }

  /** The list may tell an older bridge than an event of this connection has. */
  boolean knowsBridgeBetter(Channel channel) {
    return channel.bridgeSeen > mark;
  }

  void listEnded(PbxEvent.ListEnded told) {
    Moment to = askedAt;
    if (to == null || !told.actionId().equals(askedId)) {
      return;
    }
    askedId = null;
    boolean wasAway = catchingUp;
    catchingUp = false;
    dropUnlisted();
    for (LiveCall call : calls.all()) {
      talkRule.look(call, call.joinedMidway ? lastLegOf(call, to) : to);
      if (call.channels.isEmpty()) {
        calls.remove(call);
        half.ended(call, announcer.endAway(call, awaySince, told.at()));
      } else {
        call.joinedMidway = false;
        call.unheardPart |= wasAway;
        announcer.live(call, told.at());
      }
    }
    if (wasAway && awaySince != null) {
      // A call that ended while the list was read stands in none: unheard until the list was whole.
      away.away(awaySince, told.at().heard());
    }
    awaySince = to.heard();
  }

  /** A call was seen to end. */
  void ended(LiveCall call, Moment at) {
    CallSnapshot end = announcer.end(call, at);
    // Met in a list that is not complete yet, it ends with as little heard of it.
    if (call.unheardPart || call.joinedMidway) {
      half.ended(call, end);
    } else {
      announcer.tell(end);
    }
  }

  /** Calls the PBX has records of; those that were heard are known better. */
  void found(PbxEvent.Found told) {
    for (CallSnapshot call : told.calls()) {
      boolean known =
          half.complete(call)
              || calls.call(call.linkedId()) != null
              || calls.finished.contains(call.linkedId());
      if (!known && !call.startedAt().isBefore(told.since())) {
        calls.finished.add(call.linkedId());
        announcer.tell(call);
      }
    }
    if (told.complete()) {
      half.giveUp();
    }
  }

  private void dropUnlisted() {
    for (Channel channel : calls.allChannels()) {
      if (channel.seen <= mark && !listed.contains(channel.uniqueId)) {
        calls.remove(channel);
      }
    }
    listed.clear();
  }

  /** Nobody tells when a call heard of midway was answered: at best when its last leg began. */
  private static Moment lastLegOf(LiveCall call, Moment otherwise) {
    return call.channels.values().stream()
        .map(channel -> channel.created)
        .max((a, b) -> a.heard().compareTo(b.heard()))
        .orElse(otherwise);
  }

  /** Ends a call that the PBX has long forgotten. */
  void giveUp(LiveCall call, Moment at) {
    calls.remove(call);
    announcer.endedAway(call, lastHeard, at);
  }
}
