package ru.fitcrm.hub.connectors.sms.smpp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import ru.fitcrm.hub.connectors.sms.smpp.Arrived.Kind;
import ru.fitcrm.hub.connectors.sms.smpp.ReadDeliver.PartOf;

/**
 * Joins the parts of a long text, in whatever order they come. A text whose rest does not come is
 * given as it is, with gaps: better than nothing.
 */
final class JoinParts {

  static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int MOST_OPEN = 1_000;

  private final Map<String, Open> open = new LinkedHashMap<>();

  private record Open(Arrived first, int total, Map<Integer, String> hex, Instant begun) {}

  /** Adds a part; the whole if it was the last that lacked. */
  synchronized Optional<Arrived> add(Arrived part, PartOf place, Instant now) {
    Open text =
        open.computeIfAbsent(
            place.key(), first -> new Open(part, place.total(), new TreeMap<>(), now));
    text.hex().put(place.number(), part.hex().get(0));
    return text.hex().size() == text.total() ? Optional.of(whole(text)) : Optional.empty();
  }

  /** The whole is written down: its parts need not be remembered. */
  synchronized void done(PartOf place) {
    open.remove(place.key());
  }

  /** Texts whose rest did not come in time, or all that are open. */
  synchronized List<Arrived> takeOld(Instant now, boolean all) {
    List<Arrived> old = new ArrayList<>();
    Iterator<Open> each = open.values().iterator();
    while (each.hasNext()) {
      Open text = each.next();
      if (all || open.size() > MOST_OPEN || text.begun().plus(PATIENCE).isBefore(now)) {
        old.add(whole(text));
        each.remove();
      }
    }
    return old;
  }

  private static Arrived whole(Open text) {
    List<String> parts = new ArrayList<>();
    for (int number = 1; number <= text.total(); number++) {
      parts.add(text.hex().getOrDefault(number, ""));
    }
    Arrived first = text.first();
    List<String> what = new ArrayList<>(parts);
    what.add(first.source());
    return new Arrived(
        Kind.TEXT,
        ReadDeliver.identity(what, text.begun()),
        first.source(),
        first.dest(),
        first.coding(),
        parts,
        null,
        null);
  }
}
