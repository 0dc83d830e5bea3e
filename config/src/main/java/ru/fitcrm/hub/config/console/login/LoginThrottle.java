package ru.fitcrm.hub.config.console.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes guessing a password slow: after five wrong ones an account takes none for a minute, and
 * each further wrong one doubles the pause up to a quarter of an hour. Counted per node: with
 * several, a guesser gets that many times more tries and still far too few.
 */
@Component
class LoginThrottle {

  static final int FREE_TRIES = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
  private static final int REMEMBERED = 10_000;

  private final Clock clock;
  private final Map<String, Wrong> wrong = new LinkedHashMap<>();

  LoginThrottle(Clock clock) {
    this.clock = clock;
  }

  private record Wrong(int tries, Instant pausedUntil) {}

  /** How long this account takes no password yet; zero if it does. */
  synchronized Duration pause(String email) {
    @Nullable Wrong known = wrong.get(key(email));
    Instant now = clock.instant();
    return known == null || !known.pausedUntil().isAfter(now)
        ? Duration.ZERO
        : Duration.between(now, known.pausedUntil());
  }

  synchronized void countWrong(String email) {
    @Nullable Wrong before = wrong.remove(key(email));
    int tries = before == null ? 1 : before.tries() + 1;
    wrong.put(key(email), new Wrong(tries, clock.instant().plus(pauseAfter(tries))));
    if (wrong.size() > REMEMBERED) {
      wrong.remove(wrong.keySet().iterator().next());
    }
  }

  synchronized void forget(String email) {
    wrong.remove(key(email));
  }

  private static Duration pauseAfter(int tries) {
    if (tries < FREE_TRIES) {
      return Duration.ZERO;
    }
    int doublings = Math.min(tries - FREE_TRIES, 4);
    Duration pause = FIRST_PAUSE.multipliedBy(1L << doublings);
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private static String key(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }
}
