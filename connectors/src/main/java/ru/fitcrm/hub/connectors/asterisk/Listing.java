package ru.fitcrm.hub.connectors.asterisk;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the PBX's list of its channels: what it knows now, which is less than what events told. */
final class Listing {
  /** Shorter ones are places in the dialplan or employees, not a club's number. */
  private static final int SHORTEST_CLUB_NUMBER = 5;

  private final Calls calls;
  private final Absence absence;
  private final Births births;
  private final Map<String, String> dialled = new HashMap<>();

  Listing(Calls calls, Absence absence, Births births) {
    this.calls = calls;
    this.absence = absence;
    this.births = births;
  }

  void dialled(PbxEvent.DialledNumber told) {
    if (dialled.size() < Calls.MAX_CHANNELS) {
      dialled.put(told.uniqueId(), told.number());
    }
  }

  void ended() {
    dialled.clear();
  }

  void hear(PbxEvent.Listed item, long eventNumber) {
    if (!absence.accepts(item)) {
      return;
    }
    String number = dialled.remove(item.on().uniqueId());
    Channel channel = calls.channel(item.on().uniqueId());
    if (channel == null) {
      if (item.facts().name().isEmpty() || calls.finished.contains(item.on().uniqueId())) {
        return;
      }
      channel = joinMidway(item, number);
    }
    channel.state(item.facts().state());
    if (!absence.knowsBridgeBetter(channel)) {
      bridge(channel, item);
    }
  }

  private void bridge(Channel channel, PbxEvent.Listed item) {
    String bridge = item.bridge();
    if (bridge == null) {
      calls.bridges.leaveAny(channel);
    } else {
      calls.bridges.enter(channel, bridge, item.application().contains("Park"));
    }
  }

  private Channel joinMidway(PbxEvent.Listed item, @Nullable String number) {
    boolean newCall = calls.call(item.on().linkedId()) == null;
    Moment began = item.at().before(item.age());
    Channel channel = births.begin(began, item.on(), item.facts());
    LiveCall call = channel.call;
    call.joinedMidway |= newCall;
    boolean called = item.application().startsWith("App");
    channel.farEndCalled = !called && channel.isRoot() && !channel.machinery;
    if (called) {
      call.called(channel);
    }
    if (call.joinedMidway) {
      call.beganBy(began);
      facts(channel, item.facts(), number);
      queue(call, item);
    }
    return channel;
  }

  private void facts(Channel channel, PbxEvent.Facts facts, @Nullable String number) {
    LiveCall call = channel.call;
    births.noteDirection(channel, facts);
    if (channel == call.root && call.incoming) {
      call.clubNumber = number == null ? clubNumber(facts.exten()) : number;
    } else if (call.outgoing && call.isClient(channel)) {
      call.clientNumber = facts.callerNumber();
    }
  }

  private static void queue(LiveCall call, PbxEvent.Listed item) {
    String arguments = item.applicationData();
    if (item.application().equals("Queue") && arguments != null) {
      int end = arguments.indexOf(',');
      call.joinedQueue(end < 0 ? arguments : arguments.substring(0, end));
    }
  }

  /** The current extension is the club's number only until the dialplan has gone elsewhere. */
  private static @Nullable String clubNumber(@Nullable String exten) {
    String number = Births.number(exten);
    return number != null && number.length() >= SHORTEST_CLUB_NUMBER ? number : null;
  }
}
