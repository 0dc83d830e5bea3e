package ru.fitcrm.hub.connectors.asterisk;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The channels and calls that live now, and which belongs to which. Bounded. */
final class Calls {
  static final int MAX_CHANNELS = 20_000;
  static final int MAX_CALLS = 10_000;
  static final int MAX_FINISHED = 50_000;

  final Bridges bridges = new Bridges();
  final FinishedIds finished = new FinishedIds(MAX_FINISHED);
  private final Map<String, Channel> channels = new LinkedHashMap<>();
  private final Map<String, LiveCall> calls = new LinkedHashMap<>();

  /** Other identities a call goes by since a talk joined it with an older one. */
  private final Map<String, String> aliases = new HashMap<>();

  @Nullable Channel channel(@Nullable String uniqueId) {
    return uniqueId == null ? null : channels.get(uniqueId);
  }

  @Nullable LiveCall call(@Nullable String linkedId) {
    return linkedId == null ? null : calls.get(aliases.getOrDefault(linkedId, linkedId));
  }

  List<LiveCall> all() {
    return List.copyOf(calls.values());
  }

  List<Channel> allChannels() {
    return List.copyOf(channels.values());
  }

  void add(LiveCall call) {
    finished.forget(call.id);
    calls.put(call.id, call);
  }

  void add(Channel channel) {
    finished.forget(channel.uniqueId);
    channels.put(channel.uniqueId, channel);
    channel.call.channels.put(channel.uniqueId, channel);
    bridges.add(channel);
  }

  void remove(Channel channel) {
    bridges.remove(channel);
    channels.remove(channel.uniqueId);
    channel.call.channels.remove(channel.uniqueId);
    finished.add(channel.uniqueId);
  }

  void remove(LiveCall call) {
    for (Channel channel : List.copyOf(call.channels.values())) {
      remove(channel);
    }
    calls.remove(call.id);
    aliases.values().removeIf(call.id::equals);
    finished.add(call.id);
  }

  void move(Channel channel, LiveCall to) {
    channel.call.channels.remove(channel.uniqueId);
    channel.call = to;
    to.channels.put(channel.uniqueId, channel);
  }

  /** From now on the other identity means this call. */
  void alias(String otherId, LiveCall call) {
    aliases.put(otherId, call.id);
  }

  /** The oldest call, when there are more than can be real: something of it was missed. */
  @Nullable LiveCall tooMany() {
    boolean full = channels.size() > MAX_CHANNELS || calls.size() > MAX_CALLS;
    return full ? calls.values().iterator().next() : null;
  }

  /** Whether another channel of this one's endpoint is through to a client. */
  boolean talksWithClient(Channel caller) {
    for (Channel channel : channels.values()) {
      if (channel.up
          && channel != caller
          && channel.call != caller.call
          && channel.endpoint.equals(caller.endpoint)
          && channel.call.withClient()) {
        return true;
      }
    }
    return false;
  }

  int size() {
    return channels.size() + calls.size() + aliases.size() + bridges.size();
  }
}
