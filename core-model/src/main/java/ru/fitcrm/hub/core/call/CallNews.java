package ru.fitcrm.hub.core.call;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells news from history: a fact is news if it happened after the connection went live and less
 * than a day ago. History is written down and makes no event.
 */
final class CallNews {

  private static final Duration NEWS_FOR = Duration.ofHours(24);

  /** Clocks of a PBX and of the hub's machines agree to about this much. */
  private static final Duration CLOCKS_AGREE = Duration.ofSeconds(30);

  private final Clock system;

  CallNews(Clock system) {
    this.system = system;
  }

  /** Which facts of a call are news. */
  record Fresh(boolean ringing, boolean answered, boolean ended) {

    boolean isNothing() {
      return !ringing && !answered && !ended;
    }
  }

  Fresh of(CallSnapshot call, @Nullable Instant liveSince) {
    return new Fresh(
        isNews(call.startedAt(), liveSince),
        isNews(call.answeredAt(), liveSince),
        isNews(endOf(call), liveSince));
  }

  static @Nullable Instant endOf(CallSnapshot call) {
    TimeSpan between = call.endedBetween();
    return between == null ? call.endedAt() : between.to();
  }

  private boolean isNews(@Nullable Instant happened, @Nullable Instant liveSince) {
    return happened != null
        && liveSince != null
        && happened.isAfter(liveSince.minus(CLOCKS_AGREE))
        && happened.isAfter(system.instant().minus(NEWS_FOR));
  }
}
