package ru.fitcrm.hub.core.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When to try again: a wait before each attempt, the first included, each lengthened or shortened
 * by up to a fifth so that what failed together does not come back together.
 */
public final class RetryTable {

  private static final double JITTER = 0.2;

  private final List<Duration> waits;
  private final RandomGenerator random;

  /**
   * @param waits one for every attempt there is, for example 0, 5 s, 5 min
   */
  public RetryTable(List<Duration> waits, RandomGenerator random) {
    this.waits = List.copyOf(waits);
    this.random = random;
  }

  /**
   * @param attempts how many there have been
   * @return empty if there are no more
   */
  Optional<Duration> before(int attempts) {
    return attempts < waits.size() ? Optional.of(jittered(waits.get(attempts))) : Optional.empty();
  }

  private Duration jittered(Duration wait) {
    double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
    return Duration.ofMillis(Math.round(wait.toMillis() * factor));
  }
}
