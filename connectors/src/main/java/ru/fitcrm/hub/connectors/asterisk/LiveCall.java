package ru.fitcrm.hub.connectors.asterisk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.DialRequest;
import ru.fitcrm.hub.core.call.CallDirection;
import ru.fitcrm.hub.core.call.Transfer;

/** All that is known of one call while it lives: its channels and what they have done so far. */
final class LiveCall {
  /** More legs than this (an hour in a queue) say nothing new about why a call was missed. */
  private static final int REMEMBERED_LEGS = 64;

  private static final int REMEMBERED_TRANSFERS = 32;

  final String id;
  Moment started;
  Instant startedAt;
  final Map<String, Channel> channels = new LinkedHashMap<>();
  final Set<String> rang = new LinkedHashSet<>();
  final List<Transfer> transfers = new ArrayList<>();

  /** Channels that were called, dead ones too. */
  final List<Channel> legs = new ArrayList<>();

  Talk talk = new Talk();

  @Nullable Channel root;
  boolean incoming;
  boolean outgoing;

  /** The PBX called its first phone by itself: somebody clicked. */
  boolean originated;

  /** Begun by an employee who was in a talk with a client at that moment. */
  boolean begunInTalk;

  /** Turned out to be a part of another call: no row. */
  boolean consultation;

  boolean clientHungUp;
  boolean employeeHungUp;

  /** The employee's phone of a click was taken. */
  boolean employeeTook;

  boolean inQueue;

  /** No phone was tried after the queue. */
  boolean queueIsLast;

  /** First heard of in a list of what goes on. */
  boolean joinedMidway;

  /** Lived on while nobody listened: when it was answered, and by whom first, is a guess. */
  boolean unheardPart;

  @Nullable String clientNumber;
  @Nullable String callerName;
  @Nullable String clubNumber;
  @Nullable String queue;
  @Nullable String recording;
  @Nullable String actionId;

  /** What the hub asked for, if it began the call. */
  @Nullable DialRequest click;

  /** Reason of the OriginateResponse that said the employee did not take it, or -1. */
  int refusal = -1;

  /** From the hub's memory of before; its channels are not known until the PBX lists them. */
  boolean restored;

  @Nullable Told told;

  /** What was last told of it. */
  record Told(boolean answered, int whoAnswered, int transfers) {}

  LiveCall(String id, Moment started, Instant startedAt) {
    this.id = id;
    this.actionId = OwnClicks.isOwn(id) ? id : null;
    this.started = started;
    this.startedAt = startedAt;
  }

  /** Null while it is only an originated call that has not reached anybody outside. */
  @Nullable CallDirection direction() {
    if (incoming) {
      return CallDirection.INCOMING;
    }
    if (outgoing) {
      return CallDirection.OUTGOING;
    }
    return originated ? null : CallDirection.INTERNAL;
  }

  boolean withClient() {
    return incoming || outgoing;
  }

  /** The outside party; of an internal call the one who dialled. */
  boolean isClient(Channel channel) {
    if (outgoing && !incoming) {
      return channel.trunk && !channel.farEndCalled;
    }
    return channel == root && (incoming || !originated);
  }

  /** What was said inside the club until then is no talk with the client, who dialled is not it. */
  void goesOut() {
    if (!outgoing && !incoming) {
      talk = new Talk();
      clientNumber = originated || click != null ? clientNumber : null;
    }
    outgoing = true;
  }

  void rang(Channel leg) {
    if (!leg.trunk && !leg.machinery) {
      rang.add(leg.endpoint);
    }
  }

  void called(Channel leg) {
    leg.dialled = true;
    queueIsLast &= inQueue;
    legs.add(leg);
    if (legs.size() > REMEMBERED_LEGS) {
      legs.remove(0);
    }
    rang(leg);
  }

  /** A list names channels in any order; the call began with the oldest. */
  void beganBy(Moment earlier) {
    startedAt = startedAt.minus(earlier.until(started));
    started = earlier.heard().isBefore(started.heard()) ? earlier : started;
  }

  void joinedQueue(@Nullable String name) {
    queue = name;
    inQueue = true;
    queueIsLast = true;
  }

  void farEndHungUp(Channel channel) {
    if (isClient(channel)) {
      clientHungUp = true;
    } else if (!channel.machinery) {
      employeeHungUp = true;
    }
  }

  /** The first name stays: a later leg's recording is a part of it. */
  void recorded(@Nullable String fileName) {
    if (recording == null) {
      recording = fileName;
    }
  }

  boolean clientWasUp() {
    return root != null && root.up;
  }

  void handedOn(String kind, String by) {
    if (transfers.size() < REMEMBERED_TRANSFERS) {
      transfers.add(new Transfer(kind, by));
    }
  }
}
