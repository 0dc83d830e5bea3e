package ru.fitcrm.hub.sandbox.pbx;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What goes on in the PBX at this moment: follows the stream it sends. Guarded by the exchange. */
final class LiveState {

  /** A large part of the stream that never moves a channel. */
  private static final Set<String> TELL_NOTHING = Set.of("VarSet", "RTCPSent", "RTCPReceived");

  private final Map<String, LiveChannel> channels = new LinkedHashMap<>();
  private final Map<String, LiveBridge> bridges = new LinkedHashMap<>();
  private int callsEver;

  void apply(PbxEvent event, Instant now) {
    if (TELL_NOTHING.contains(event.name())) {
      return;
    }
    if (event.name().equals("Newchannel")) {
      begin(event, now);
    }
    update(event, "");
    update(event, "Dest");
    follow(event);
  }

  private void begin(PbxEvent event, Instant now) {
    LiveChannel channel = new LiveChannel(event, now);
    channels.put(channel.uniqueId(), channel);
    if (channel.uniqueId().equals(channel.linkedId())) {
      callsEver++;
    }
  }

  private void update(PbxEvent event, String prefix) {
    LiveChannel channel = channel(event.field(prefix + "Uniqueid"));
    if (channel != null && !event.name().equals("OriginateResponse")) {
      channel.update(event, prefix);
    }
  }

  private void follow(PbxEvent event) {
    switch (event.name()) {
      case "Hangup" -> channels.remove(event.fieldOrEmpty("Uniqueid"));
      case "BridgeCreate" -> keep(LiveBridge.of(event));
      case "BridgeDestroy" -> bridges.remove(event.fieldOrEmpty("BridgeUniqueid"));
      case "DialBegin" -> dialled(event);
      default -> followChannel(event, channel(event.field("Uniqueid")));
    }
    if (event.name().equals("DialEnd")) {
      LiveChannel leg = channel(event.field("DestUniqueid"));
      if (leg != null) {
        leg.ringing = false;
      }
    }
  }

  private void followChannel(PbxEvent event, @Nullable LiveChannel channel) {
    if (channel == null) {
      return;
    }
    switch (event.name()) {
      case "Newexten" ->
          channel.runs(event.fieldOrEmpty("Application"), event.fieldOrEmpty("AppData"));
      case "BridgeEnter" -> {
        keep(LiveBridge.of(event));
        channel.bridge = event.field("BridgeUniqueid");
      }
      case "BridgeLeave" -> channel.bridge = null;
      case "QueueCallerJoin" -> {
        channel.queue = event.field("Queue");
        if (!channel.application.equals("Queue")) {
          channel.runs("Queue", event.fieldOrEmpty("Queue"));
        }
      }
      case "QueueCallerLeave", "QueueCallerAbandon" -> channel.queue = null;
      default -> {}
    }
  }

  private void dialled(PbxEvent event) {
    LiveChannel leg = channel(event.field("DestUniqueid"));
    LiveChannel caller = channel(event.field("Uniqueid"));
    if (leg == null) {
      return;
    }
    leg.ringing = true;
    leg.dialledBy = caller == null ? null : caller.uniqueId();
    boolean byQueue = caller != null && caller.application.equals("Queue");
    if (leg.application.isEmpty()) {
      // A user with few rights is not told by Newexten, but the lists know it.
      leg.runs(caller == null ? "AppDial2" : byQueue ? "AppQueue" : "AppDial", "(Outgoing Line)");
    }
    if (caller != null && caller.application.isEmpty()) {
      caller.runs("Dial", event.fieldOrEmpty("DialString"));
    }
  }

  private void keep(LiveBridge bridge) {
    bridges.put(bridge.id(), bridge);
  }

  @Nullable LiveChannel channel(@Nullable String uniqueId) {
    return uniqueId == null ? null : channels.get(uniqueId);
  }

  @Nullable LiveChannel channelNamed(String name) {
    return channels.values().stream()
        .filter(each -> each.get("Channel").equalsIgnoreCase(name))
        .findFirst()
        .orElse(null);
  }

  List<LiveChannel> channels() {
    return List.copyOf(channels.values());
  }

  List<LiveChannel> channelsOf(String linkedId) {
    return channels.values().stream().filter(each -> each.linkedId().equals(linkedId)).toList();
  }

  Collection<LiveBridge> bridges() {
    return List.copyOf(bridges.values());
  }

  @Nullable LiveBridge bridge(@Nullable String id) {
    return id == null ? null : bridges.get(id);
  }

  int membersOf(LiveBridge bridge) {
    return (int)
        channels.values().stream().filter(each -> Objects.equals(each.bridge, bridge.id())).count();
  }

  int callsEver() {
    return callsEver;
  }

  /** The channels are gone and nobody is told. */
  void forget(Collection<String> uniqueIds) {
    uniqueIds.forEach(channels::remove);
    bridges.values().removeIf(bridge -> membersOf(bridge) == 0);
  }

  void clear() {
    channels.clear();
    bridges.clear();
    callsEver = 0;
  }
}
