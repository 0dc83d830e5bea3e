package ru.fitcrm.hub.connectors.asterisk;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.PhoneLine;

/**
 * Tells how the line fares, on change only: a PBX that stays away is told once. A clock that goes
 * wrong, or is set right, is a change.
 */
final class ToldHealth {
  private static final Duration MUCH_SKEW = Duration.ofSeconds(2);

  private final InstantSource clock;
  private final PhoneLine.Listener listener;
  private PhoneLine.@Nullable Health told;

  ToldHealth(InstantSource clock, PhoneLine.Listener listener) {
    this.clock = clock;
    this.listener = listener;
  }

  void up(@Nullable Long skewMillis) {
    tell(new PhoneLine.Health(true, clock.instant(), null, null, skewMillis));
  }

  void down(Trouble trouble) {
    tell(new PhoneLine.Health(false, clock.instant(), trouble.code(), trouble.words(), null));
  }

  private void tell(PhoneLine.Health now) {
    PhoneLine.Health before = told;
    if (before == null || !isSame(before, now)) {
      told = now;
      listener.health(now);
    }
  }

  private static boolean isSame(PhoneLine.Health before, PhoneLine.Health now) {
    return before.up() == now.up()
        && Objects.equals(before.code(), now.code())
        && isSkewed(before) == isSkewed(now);
  }

  private static boolean isSkewed(PhoneLine.Health health) {
    Long skew = health.clockSkewMillis();
    return skew != null && isMuch(skew);
  }

  static boolean isMuch(long skewMillis) {
    return Math.abs(skewMillis) > MUCH_SKEW.toMillis();
  }
}
