package ru.fitcrm.hub.routes.follow;

import java.time.Duration;

/** How long to let a system alone that does not answer: longer each time, until it does. */
final class Rest {

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private Duration next = FIRST;

  Duration longer() {
    Duration now = next;
    Duration doubled = now.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return now;
  }

  void reset() {
    next = FIRST;
  }
}
