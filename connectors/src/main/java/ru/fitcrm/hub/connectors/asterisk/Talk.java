package ru.fitcrm.hub.connectors.asterisk;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who has talked with the client and for how long: intervals during which somebody was joined. */
final class Talk {
  final Set<String> who = new LinkedHashSet<>();
  @Nullable Moment answered;
  private @Nullable Moment since;
  private Duration sum = Duration.ZERO;

  boolean everBegan() {
    return answered != null;
  }

  void goesOn(Moment at) {
    if (since == null) {
      since = at;
    }
    if (answered == null) {
      answered = at;
    }
  }

  void stops(Moment at) {
    if (since != null) {
      sum = sum.plus(since.until(at));
      since = null;
    }
  }

  Duration sumUntil(Moment at) {
    return since == null ? sum : sum.plus(since.until(at));
  }
}
