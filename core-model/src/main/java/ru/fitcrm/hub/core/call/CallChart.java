package ru.fitcrm.hub.core.call;

import java.util.List;

/**
 * How many calls there were by the hour of the day, or day by day, in the club's time. Counts calls
 * that have ended, as the five figures do.
 *
 * @param bars in order; hours and days without calls too
 */
public record CallChart(By by, String zone, List<Bar> bars) {

  /** What a bar stands for. */
  public enum By {
    /** An hour of the day, of all days together. */
    HOUR,
    DAY
  }

  /**
   * A bar.
   *
   * @param at hour {@code 00} to {@code 23}, or a date like {@code 2026-11-22}
   * @param total answered, missed, and calls of our own that were not taken
   */
  public record Bar(String at, long total, long answered, long missed) {

    static Bar none(String at) {
      return new Bar(at, 0, 0, 0);
    }
  }

  public CallChart {
    bars = List.copyOf(bars);
  }
}
