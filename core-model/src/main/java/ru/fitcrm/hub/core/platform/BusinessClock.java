package ru.fitcrm.hub.core.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The clock of dates, columns, rules and quiet hours. It can be moved (a demo shows the next
 * night), while leases, retries and sessions keep to the system's clock.
 */
public final class BusinessClock extends Clock {

  private final Clock system;
  private final ZoneId zone;
  private final Offset offset;

  public BusinessClock(Clock system) {
    this(system, ZoneOffset.UTC, new Offset());
  }

  private BusinessClock(Clock system, ZoneId zone, Offset offset) {
    this.system = system;
    this.zone = zone;
    this.offset = offset;
  }

  /** Moves this clock, and every clock made from it by {@link #withZone}, to show {@code to}. */
  public void moveTo(Instant to) {
    offset.ahead = Duration.between(system.instant(), to);
  }

  /** How far ahead of the system's clock; zero unless moved. */
  public Duration ahead() {
    return offset.ahead;
  }

  public void setAhead(Duration ahead) {
    offset.ahead = ahead;
  }

  @Override
  public Instant instant() {
    return system.instant().plus(offset.ahead);
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new BusinessClock(system, other, offset);
  }

  private static final class Offset {
    private volatile Duration ahead = Duration.ZERO;
  }
}
