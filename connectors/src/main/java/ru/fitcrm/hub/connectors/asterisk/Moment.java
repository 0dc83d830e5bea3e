package ru.fitcrm.hub.connectors.asterisk;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something happened.
 *
 * @param heard when the hub heard of it
 * @param pbx seconds of the PBX's own clock, null if it does not say ({@code timestampevents} off)
 */
record Moment(Instant heard, @Nullable Double pbx) {

  static Moment heardAt(Instant heard) {
    return new Moment(heard, null);
  }

  /** By the PBX's clock when both moments have it: a late reader measures no longer a talk. */
  Duration until(Moment later) {
    Duration between =
        pbx != null && later.pbx != null
            ? Duration.ofNanos(Math.round((later.pbx - pbx) * 1e9))
            : Duration.between(heard, later.heard);
    return between.isNegative() ? Duration.ZERO : between;
  }

  Moment before(Duration ago) {
    Double earlier = pbx == null ? null : (Double) (pbx - ago.toMillis() / 1000.0);
    return new Moment(heard.minus(ago), earlier);
  }
}
