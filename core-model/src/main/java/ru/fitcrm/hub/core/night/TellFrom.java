package ru.fitcrm.hub.core.night;

import org.jspecify.annotations.Nullable;

/**
 * How far a run's findings were told, as the position of a slice: the last one told, by which the
 * next are found without counting those before.
 *
 * @param told how many before
 * @param key of the last one told, empty at the beginning
 */
record TellFrom(long told, long urgency, String key) {

  private static final String PREFIX = "tell:";
  private static final int PARTS = 3;

  static final TellFrom START = new TellFrom(0, Long.MIN_VALUE, "");

  /** Null if the position is one of finding. */
  static @Nullable TellFrom of(@Nullable String position) {
    if (position == null || !position.startsWith(PREFIX)) {
      return null;
    }
    String[] parts = position.substring(PREFIX.length()).split(":", PARTS);
    // What is told twice is told once: a position that cannot be read is the beginning.
    return parts.length < PARTS
        ? START
        : new TellFrom(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
  }

  String position() {
    return PREFIX + told + ":" + urgency + ":" + key;
  }
}
