package ru.fitcrm.hub.sandbox.pbx;

/**
 * How fast a recording is played.
 *
 * @param speed 1 is the recorded timing, 10 is ten times as fast; 0 is as fast as it goes
 */
public record Pace(double speed) {

  public Pace {
    if (!(speed >= 0)) {
      throw new IllegalArgumentException("speed must be 0 (as fast as it goes) or more: " + speed);
    }
  }

  /** With the pauses of the recording. */
  public static Pace asRecorded() {
    return new Pace(1);
  }

  /** Some times as fast as recorded; {@code factor} must be above 0. */
  public static Pace times(double factor) {
    if (!(factor > 0)) {
      throw new IllegalArgumentException("factor must be above 0: " + factor);
    }
    return new Pace(factor);
  }

  /** Without any pause. */
  public static Pace fullSpeed() {
    return new Pace(0);
  }

  /** How long after its beginning something happens that was recorded after so many ms. */
  long nanosFor(long recordedMillis) {
    return speed == 0 ? 0 : (long) (recordedMillis * 1_000_000.0 / speed);
  }

  boolean waitsForReaders() {
    return speed == 0;
  }
}
