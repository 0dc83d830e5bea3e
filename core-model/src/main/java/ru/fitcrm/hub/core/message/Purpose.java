package ru.fitcrm.hub.core.message;

import java.time.Duration;

/** Why a person is written to: it decides when that may be, and for how long it is worth it. */
public enum Purpose {
  /** A code somebody is waiting for: at any hour. */
  CODE(Duration.ofMinutes(5)),

  /** About what the person has with the club: not in quiet hours. */
  SERVICE(Duration.ofHours(4)),

  /** Anything else: with consent only, not in quiet hours, not too often. */
  AD(Duration.ofHours(4));

  private final Duration goodFor;

  Purpose(Duration goodFor) {
    this.goodFor = goodFor;
  }

  /** How long it is worth sending, from when it might be said. */
  public Duration goodFor() {
    return goodFor;
  }
}
