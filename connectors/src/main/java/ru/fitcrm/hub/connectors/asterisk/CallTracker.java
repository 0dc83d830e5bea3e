package ru.fitcrm.hub.connectors.asterisk;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.CallsBefore;
import ru.fitcrm.hub.core.call.CallSnapshot;

/**
 * Turns what a PBX tells into facts of calls: when one begins to ring, is answered, ends.
 *
 * <p>Works in memory only, has no clock and no thread of its own: time comes with the events, which
 * must come one after another. The rules and why they are so: channels are known by Uniqueid, calls
 * by Linkedid, which is not constant; {@link TalkRule} alone says who talked.
 */
final class CallTracker {
  private final Calls calls = new Calls();
  private final TalkRule talkRule = new TalkRule(calls.bridges);
  private final PbxClock clock = new PbxClock();
  private final Announcer announcer;
  private final Absence absence;
  private final Births births;
  private final Listing listed;
  private final OwnClicks clicks;

  /** Calls this event may have changed. */
  private final Set<LiveCall> touched = new LinkedHashSet<>();

  private long eventNumber;

  CallTracker(Endpoints endpoints, Consumer<CallSnapshot> listener) {
    this(endpoints, listener, (from, to) -> {});
  }

  CallTracker(Endpoints endpoints, Consumer<CallSnapshot> listener, Absence.Away away) {
    this.announcer = new Announcer(listener);
    this.absence = new Absence(calls, talkRule, announcer, away);
    this.births = new Births(calls, clock, endpoints);
    this.listed = new Listing(calls, absence, births);
    this.clicks = new OwnClicks(calls, clock, announcer);
  }

  /** Takes up calls that had not ended when the hub was last running. Before any event. */
  void restore(CallsBefore before) {
    absence.restore(before);
  }

  void hear(PbxEvent event) {
    eventNumber++;
    clock.hear(event.at());
    switch (event) {
      case PbxEvent.OfChannel told -> ofChannel(told);
      case PbxEvent.OriginateResponse told -> clicks.hear(told);
      case PbxEvent.HandedOn told -> handedOn(told);
      case PbxEvent.Listed told -> listed.hear(told, eventNumber);
      case PbxEvent.DialledNumber told -> listed.dialled(told);
      case PbxEvent.Connecting told -> connecting();
      case PbxEvent.ListAsked told -> absence.asked(told, eventNumber);
      case PbxEvent.ListEnded told -> {
        absence.listEnded(told);
        listed.ended();
      }
      case PbxEvent.Found told -> absence.found(told);
      case PbxEvent.Clicked told -> clicks.clicked(told.request());
      case PbxEvent.Alive told -> {}
    }
    if (!(event instanceof PbxEvent.OfTheHub)) {
      absence.heard(event.at());
    }
    settle(event.at());
  }

  /** Whether all that was heard so far is told. */
  boolean isUpToDate() {
    return !absence.isCatchingUp();
  }

  /** Calls and channels remembered, for tests of what a hostile stream can make grow. */
  int size() {
    return calls.size() + calls.finished.size();
  }

  private void connecting() {
    clock.restart();
    absence.connecting(eventNumber);
  }

  private void settle(Moment at) {
    for (LiveCall call : touched) {
      if (!call.joinedMidway) {
        talkRule.look(call, at);
      }
    }
    for (LiveCall call : touched) {
      if (call.channels.isEmpty() && !call.restored) {
        end(call, at);
      } else if (!absence.isCatchingUp()) {
        announcer.live(call, at);
      }
    }
    touched.clear();
    LiveCall tooMany = calls.tooMany();
    if (tooMany != null) {
      absence.giveUp(tooMany, at);
    }
  }

  private void end(LiveCall call, Moment at) {
    if (calls.call(call.id) == call) {
      calls.remove(call);
      absence.ended(call, at);
    }
  }

  private void ofChannel(PbxEvent.OfChannel event) {
    if (event instanceof PbxEvent.NewChannel told) {
      newChannel(told);
    }
    Channel channel = calls.channel(event.on().uniqueId());
    if (channel != null) {
      channel.seen = eventNumber;
      follow(channel, event.on().linkedId());
      channel.call.recorded(event.on().recording());
      apply(channel, event);
    } else if (event instanceof PbxEvent.Hangup) {
      calls.finished.add(event.on().uniqueId());
    }
  }

  private void apply(Channel channel, PbxEvent.OfChannel event) {
    switch (event) {
      case PbxEvent.NewState told -> channel.state(told.state());
      case PbxEvent.DialBegin told -> dialled(channel, told);
      case PbxEvent.DialEnd told -> channel.dialStatus = told.status();
      case PbxEvent.QueueJoined told -> channel.call.joinedQueue(told.queue());
      case PbxEvent.QueueLeft told -> channel.call.inQueue = false;
      case PbxEvent.BridgeEnter told -> entered(channel, told);
      case PbxEvent.BridgeLeave told -> left(channel, told);
      case PbxEvent.HangupRequest told -> channel.call.farEndHungUp(channel);
      case PbxEvent.Hangup told -> hungUp(channel, told.cause());
      case PbxEvent.NewChannel told -> {}
      case PbxEvent.ChannelNews told -> {}
    }
  }

  private void newChannel(PbxEvent.NewChannel told) {
    PbxEvent.Facts facts = told.facts();
    Channel channel = calls.channel(told.on().uniqueId());
    if (channel == null) {
      channel = births.begin(told.at(), told.on(), facts);
      channel.state(facts.state());
      births.noteConsultation(channel);
      clicks.begun(channel.call);
    } else {
      channel.state(facts.state());
    }
    births.noteDirection(channel, facts);
    touched.add(channel.call);
  }

  private void dialled(Channel leg, PbxEvent.DialBegin told) {
    if (leg.dialled) {
      return;
    }
    LiveCall call = leg.call;
    call.called(leg);
    if (leg.trunk && !call.incoming && call.click == null) {
      String number = DialString.number(told.dialString(), told.calledNumber());
      call.clientNumber = number == null ? call.clientNumber : number;
    }
    if (leg.trunk && !call.incoming) {
      touched.add(call);
    }
  }

  private void entered(Channel channel, PbxEvent.BridgeEnter told) {
    touchJoined(channel);
    calls.bridges.enter(channel, told.bridge(), told.holding());
    channel.bridgeSeen = eventNumber;
    touchJoined(channel);
  }

  private void left(Channel channel, PbxEvent.BridgeLeave told) {
    touchJoined(channel);
    calls.bridges.leave(channel, told.bridge());
    channel.bridgeSeen = eventNumber;
  }

  private void hungUp(Channel channel, int cause) {
    channel.cause = cause;
    touchJoined(channel);
    calls.remove(channel);
  }

  private void touchJoined(Channel channel) {
    touched.add(channel.call);
    for (Channel other : calls.bridges.joinedWith(channel)) {
      touched.add(other.call);
    }
  }

  /**
   * The call of a channel changes without a word when a transfer or pickup joins two calls: it
   * shows in whatever event comes next.
   */
  private void follow(Channel channel, @Nullable String linkedId) {
    LiveCall from = channel.call;
    LiveCall to = calls.call(linkedId);
    if (linkedId == null || to == from || linkedId.equals(from.id)) {
      return;
    }
    touched.add(from);
    if (from.withClient() && from.isClient(channel) && !isConsultationOf(from, to)) {
      swallow(from, linkedId, to);
    } else if (to != null) {
      from.consultation |= !from.withClient() || from.begunInTalk;
      calls.move(channel, to);
      if (channel.dialled) {
        to.called(channel);
      }
      touched.add(to);
    }
  }

  private static boolean isConsultationOf(LiveCall call, @Nullable LiveCall other) {
    return call.begunInTalk && other != null && other.withClient();
  }

  /** The client's call stays the call, even if the other one is older and gives it its identity. */
  private void swallow(LiveCall call, String otherId, @Nullable LiveCall other) {
    if (other == null) {
      calls.alias(otherId, call);
    } else if (!other.withClient()) {
      for (Channel channel : List.copyOf(other.channels.values())) {
        calls.move(channel, call);
      }
      calls.remove(other);
      calls.alias(otherId, call);
      touched.remove(other);
    }
  }

  private void handedOn(PbxEvent.HandedOn told) {
    LiveCall found = null;
    for (String id : told.ids()) {
      Channel channel = calls.channel(id);
      LiveCall call = channel == null ? calls.call(id) : channel.call;
      if (call != null && (found == null || (call.withClient() && !found.withClient()))) {
        found = call;
      }
    }
    if (found != null) {
      found.handedOn(told.kind(), Endpoints.person(told.byChannel()));
      touched.add(found);
    }
  }
}
