package ru.fitcrm.hub.core.outbox;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All that rides the outbox, by kind. */
final class Riders {

  private final Map<String, OutboxRider> byKind;

  Riders(List<OutboxRider> riders) {
    this.byKind =
        riders.stream()
            .collect(Collectors.toMap(rider -> rider.kind().name(), Function.identity()));
  }

  /** Kinds a person may send again. */
  Set<String> replayable() {
    return byKind.values().stream()
        .map(OutboxRider::kind)
        .filter(MessageKind::replayable)
        .map(MessageKind::name)
        .collect(Collectors.toSet());
  }

  void settled(OutboxMessage message) {
    OutboxRider rider = byKind.get(message.kind());
    if (rider != null) {
      rider.settled(message);
    }
  }

  void waitsAgain(OutboxMessage message) {
    OutboxRider rider = byKind.get(message.kind());
    if (rider != null) {
      rider.waitsAgain(message);
    }
  }
}
