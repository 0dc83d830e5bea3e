package ru.fitcrm.hub.core.call;

/**
 * The five figures of a call journal.
 *
 * @param total calls that have ended
 * @param missed nobody talked, or nobody knows
 * @param meanTalkSeconds of the answered ones, 0 if there are none
 * @param answerRate answered of all, 0 to 1
 */
public record CallStats(
    long total, long answered, long missed, double meanTalkSeconds, double answerRate) {

  static CallStats of(long total, long answered, long missed, double meanTalkSeconds) {
    double rate = total == 0 ? 0 : (double) answered / total;
    return new CallStats(total, answered, missed, meanTalkSeconds, rate);
  }
}
