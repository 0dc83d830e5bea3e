package ru.fitcrm.hub.sandbox.onec.base;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Names a row: the n-th of its kind. Written as a guid that can be read back, so that no index of
 * refs is kept however large the base.
 */
record Ref(Row.Kind kind, long number) {

  private static final long SERIES = 0x5f1c_0000_0000_4a00L;
  private static final List<Row.Kind> KINDS = List.of(Row.Kind.values());

  @Override
  public String toString() {
    return new UUID(SERIES | KINDS.indexOf(kind), Long.MIN_VALUE | number).toString();
  }

  static Optional<Ref> read(String text) {
    try {
      UUID guid = UUID.fromString(text);
      long kind = guid.getMostSignificantBits() ^ SERIES;
      return kind < 0 || kind >= KINDS.size()
          ? Optional.empty()
          : Optional.of(
              new Ref(
                  KINDS.get(Math.toIntExact(kind)),
                  guid.getLeastSignificantBits() & Long.MAX_VALUE));
    } catch (IllegalArgumentException noGuid) {
      return Optional.empty();
    }
  }
}
