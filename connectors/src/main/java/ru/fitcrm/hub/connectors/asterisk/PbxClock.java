package ru.fitcrm.hub.connectors.asterisk;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the PBX's clock is from the hub's: the smallest (receipt − PBX time) heard on this
 * connection, since no event arrives before it happened.
 */
final class PbxClock {
  private @Nullable Duration offset;

  /** A new connection may reach another PBX, or one whose clock was set meanwhile. */
  void restart() {
    offset = null;
  }

  void hear(Moment moment) {
    Instant told = pbxInstant(moment);
    if (told == null) {
      return;
    }
    Duration now = Duration.between(told, moment.heard());
    if (offset == null || now.compareTo(offset) < 0) {
      offset = now;
    }
  }

  /** The moment in the hub's time. */
  Instant hubTime(Moment moment) {
    Instant told = pbxInstant(moment);
    return told == null || offset == null ? moment.heard() : told.plus(offset);
  }

  private static @Nullable Instant pbxInstant(Moment moment) {
    Double pbx = moment.pbx();
    return pbx == null ? null : Instant.EPOCH.plusNanos(Math.round(pbx * 1e6) * 1000);
  }
}
