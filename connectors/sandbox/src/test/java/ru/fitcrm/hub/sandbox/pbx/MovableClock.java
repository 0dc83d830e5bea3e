package ru.fitcrm.hub.sandbox.pbx;

import java.time.Instant;
import java.time.InstantSource;

/** Stands still until it is moved. */
final class MovableClock implements InstantSource {

  private volatile Instant now = Instant.parse("2026-11-21T20:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  void forward(long seconds) {
    now = now.plusSeconds(seconds);
  }
}
