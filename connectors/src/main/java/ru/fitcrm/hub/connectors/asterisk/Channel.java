package ru.fitcrm.hub.connectors.asterisk;

import org.jspecify.annotations.Nullable;

/** One leg of a call: a phone, a trunk, or machinery between them. */
final class Channel {
  final String uniqueId;
  final String name;
  final String endpoint;
  final boolean machinery;
  final boolean trunk;
  final Moment created;

  LiveCall call;
  @Nullable String bridge;

  /** The far end dialled us; otherwise the PBX called it. */
  boolean farEndCalled;

  boolean dialled;
  boolean everRang;
  boolean up;
  @Nullable String dialStatus;
  int cause = -1;

  /** Number of the last event that told of it: what is older than a connection may be gone. */
  long seen;

  /** Number of the last event that told of its bridge. */
  long bridgeSeen;

  Channel(String uniqueId, String name, boolean trunk, Moment created, LiveCall call) {
    this.uniqueId = uniqueId;
    this.name = name;
    this.endpoint = Endpoints.endpoint(name);
    this.machinery = Endpoints.isMachinery(name);
    this.trunk = trunk;
    this.created = created;
    this.call = call;
  }

  boolean isRoot() {
    return uniqueId.equals(call.id);
  }

  void state(String state) {
    switch (state) {
      case "Ring" -> farEndCalled |= !dialled;
      case "Ringing" -> everRang = true;
      case "Up" -> up = true;
      default -> {}
    }
  }

  /** {@code Local/x;2} of {@code Local/x;1} and the other way round; null for other channels. */
  @Nullable String otherHalf() {
    if (name.endsWith(";1")) {
      return name.substring(0, name.length() - 1) + "2";
    }
    return name.endsWith(";2") ? name.substring(0, name.length() - 1) + "1" : null;
  }
}
