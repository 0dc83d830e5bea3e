package ru.fitcrm.hub.core.sync;

import java.util.Locale;

/**
 * The kinds of rows a club's system tells, in the order they are taken: whom they belong to first.
 */
public enum Entity {
  CLIENT,
  CONTRACT,
  PAYMENT,
  VISIT,
  BOOKING,
  SHIFT;

  /** As it is called in tables, answers and counts: {@code client}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Entity ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
