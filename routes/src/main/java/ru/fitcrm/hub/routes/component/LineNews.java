package ru.fitcrm.hub.routes.component;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.PhoneLine;
import ru.fitcrm.hub.core.call.TimeSpan;

/**
 * What is to be written of a line beside its calls.
 *
 * @param health the latest, if it changed
 * @param gaps stretches in which calls may be missing
 * @param heardUntil all calls until then were told
 */
record LineNews(
    PhoneLine.@Nullable Health health, List<TimeSpan> gaps, @Nullable Instant heardUntil) {

  static final LineNews NONE = new LineNews(null, List.of(), null);

  LineNews {
    gaps = List.copyOf(gaps);
  }

  boolean isNone() {
    return health == null && gaps.isEmpty() && heardUntil == null;
  }

  /** Both, where the later one knows better. */
  LineNews and(LineNews later) {
    List<TimeSpan> all = new ArrayList<>(gaps);
    all.addAll(later.gaps);
    return new LineNews(
        later.health == null ? health : later.health,
        all,
        later.heardUntil == null ? heardUntil : later.heardUntil);
  }

  /** Without what must wait until all calls told before it are written. */
  LineNews withoutHeard() {
    return new LineNews(health, gaps, null);
  }

  LineNews onlyHeard() {
    return new LineNews(null, List.of(), heardUntil);
  }
}
