package ru.fitcrm.hub.connectors.asterisk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.DialRequest;
import ru.fitcrm.hub.core.call.CallSnapshot;

/** What is heard of a PBX, as far as calls need it. All identities are opaque text. */
sealed interface PbxEvent {

  Moment at();

  /** Not a word of the PBX's: that it came says nothing of whether the PBX lives. */
  sealed interface OfTheHub extends PbxEvent {}

  /** An event of one channel: each tells again which call the channel belongs to. */
  sealed interface OfChannel extends PbxEvent {
    On on();
  }

  /**
   * The channel an event is about.
   *
   * @param uniqueId identity of the channel
   * @param linkedId identity of its call; may differ from what earlier events said
   * @param recording file name of a recording running on it, if told
   */
  record On(String uniqueId, @Nullable String linkedId, @Nullable String recording) {}

  /**
   * Facts of a channel that only its first event (or a listing) tells.
   *
   * @param name {@code PJSIP/101-0000000a}
   * @param state {@code Ring} (the far end called us), {@code Down}, {@code Ringing}, {@code Up}…
   */
  record Facts(
      String name,
      String state,
      @Nullable String context,
      @Nullable String exten,
      @Nullable String callerNumber,
      @Nullable String callerName) {}

  record NewChannel(Moment at, On on, Facts facts) implements OfChannel {}

  record NewState(Moment at, On on, String state) implements OfChannel {}

  /** A variable or a recording: nothing but what {@link On} says. */
  record ChannelNews(Moment at, On on) implements OfChannel {}

  record BridgeEnter(Moment at, On on, String bridge, boolean holding) implements OfChannel {}

  record BridgeLeave(Moment at, On on, String bridge) implements OfChannel {}

  /** The far end hung up (and not the PBX). */
  record HangupRequest(Moment at, On on) implements OfChannel {}

  record Hangup(Moment at, On on, int cause) implements OfChannel {}

  record QueueJoined(Moment at, On on, @Nullable String queue) implements OfChannel {}

  record QueueLeft(Moment at, On on) implements OfChannel {}

  /** Of the called channel: the calling one is not even told when a click begins it. */
  record DialBegin(Moment at, On on, @Nullable String dialString, @Nullable String calledNumber)
      implements OfChannel {}

  record DialEnd(Moment at, On on, String status) implements OfChannel {}

  /**
   * The first leg of a click-to-call was taken, or not.
   *
   * @param channel may be only {@code PJSIP/101} when it failed
   */
  record OriginateResponse(
      Moment at,
      String actionId,
      @Nullable String uniqueId,
      @Nullable String channel,
      @Nullable String exten,
      boolean success,
      int reason)
      implements PbxEvent {}

  /**
   * Somebody handed a talk on.
   *
   * @param kind as in {@link ru.fitcrm.hub.core.call.Transfer}
   * @param byChannel name of the channel that did it
   * @param ids channels and calls it may concern, likeliest first
   */
  record HandedOn(Moment at, String kind, String byChannel, List<String> ids) implements PbxEvent {}

  /** A connection is about to be made: events from now on belong to it. */
  record Connecting(Moment at) implements OfTheHub {}

  /** The PBX answered something: it and the way to it were alive. */
  record Alive(Moment at) implements PbxEvent {}

  /** The PBX is being asked for all its channels; items carry the same action id. */
  record ListAsked(Moment at, String actionId) implements PbxEvent {}

  /** The number dialled by the caller of this channel, which survives transfers. */
  record DialledNumber(Moment at, String uniqueId, String number) implements PbxEvent {}

  record Listed(
      Moment at,
      String actionId,
      On on,
      Facts facts,
      String application,
      @Nullable String applicationData,
      @Nullable String bridge,
      Duration age)
      implements PbxEvent {}

  /** The hub is about to ask for this call: no word of the PBX's. */
  record Clicked(Moment at, DialRequest request) implements OfTheHub {}

  /**
   * What the PBX's call records say of a time when it was not heard.
   *
   * @param since calls that began earlier were heard, if only their beginning
   * @param complete no more will be found
   */
  record Found(Moment at, List<CallSnapshot> calls, Instant since, boolean complete)
      implements OfTheHub {}

  record ListEnded(Moment at, String actionId) implements PbxEvent {}
}
