package ru.fitcrm.hub.connectors.asterisk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Who is joined with whom: common bridges, and the two halves of a Local channel. */
final class Bridges {
  private final Map<String, Set<Channel>> members = new HashMap<>();
  private final Map<String, Channel> halves = new HashMap<>();

  void add(Channel channel) {
    if (channel.otherHalf() != null) {
      halves.put(channel.name, channel);
    }
  }

  void remove(Channel channel) {
    leaveAny(channel);
    halves.remove(channel.name, channel);
  }

  /** In a holding bridge (parking) everybody hears music and nobody anybody. */
  void enter(Channel channel, String bridge, boolean holding) {
    leaveAny(channel);
    if (!holding) {
      channel.bridge = bridge;
      members.computeIfAbsent(bridge, b -> new LinkedHashSet<>()).add(channel);
    }
  }

  /** A late leave of a bridge the channel has left for another changes nothing. */
  void leave(Channel channel, String bridge) {
    if (bridge.equals(channel.bridge)) {
      leaveAny(channel);
    }
  }

  void leaveAny(Channel channel) {
    String bridge = channel.bridge;
    channel.bridge = null;
    Set<Channel> left = bridge == null ? null : members.get(bridge);
    if (left != null && left.remove(channel) && left.isEmpty()) {
      members.remove(bridge);
    }
  }

  /** All channels joined with this one, itself first. */
  Set<Channel> joinedWith(Channel start) {
    Set<Channel> found = new LinkedHashSet<>();
    Deque<Channel> next = new ArrayDeque<>();
    next.add(start);
    while (!next.isEmpty()) {
      Channel channel = next.remove();
      if (found.add(channel)) {
        addNeighbours(channel, next);
      }
    }
    return found;
  }

  private void addNeighbours(Channel channel, Deque<Channel> next) {
    if (channel.bridge != null) {
      next.addAll(members.getOrDefault(channel.bridge, Set.of()));
    }
    String half = channel.otherHalf();
    Channel other = half == null ? null : halves.get(half);
    if (other != null) {
      next.add(other);
    }
  }

  int size() {
    return members.size() + halves.size();
  }
}
