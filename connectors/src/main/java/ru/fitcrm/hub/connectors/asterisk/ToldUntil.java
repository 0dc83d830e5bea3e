package ru.fitcrm.hub.connectors.asterisk;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.PhoneLine;

/** Tells now and then until when all calls are told. */
final class ToldUntil {
  private final Duration between;
  private final PhoneLine.Listener listener;
  private @Nullable Instant last;

  ToldUntil(Duration between, PhoneLine.Listener listener) {
    this.between = between;
    this.listener = listener;
  }

  void until(Instant moment) {
    if (last == null || !moment.isBefore(last.plus(between))) {
      last = moment;
      listener.heard(moment);
    }
  }
}
