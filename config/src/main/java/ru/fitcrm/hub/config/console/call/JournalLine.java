package ru.fitcrm.hub.config.console.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.call.Call;
import ru.fitcrm.hub.core.call.CallGap;

/** A line of the journal: a call, or a stretch of time whose calls nobody knows. */
public record JournalLine(@Nullable Call call, @Nullable CallGap gap) {

  /** The last first; a gap stands above what began before it was over. */
  static List<JournalLine> of(List<Call> calls, List<CallGap> gaps) {
    List<JournalLine> lines = new ArrayList<>();
    gaps.forEach(gap -> lines.add(new JournalLine(null, gap)));
    calls.forEach(call -> lines.add(new JournalLine(call, null)));
    lines.sort(Comparator.comparing(JournalLine::at).reversed());
    return lines;
  }

  private Instant at() {
    if (gap != null) {
      return gap.to();
    }
    return call == null ? Instant.MIN : call.startedAt();
  }
}
