package ru.fitcrm.hub.core.journal;

import java.util.Comparator;
import java.util.Optional;

/**
 * A place in the journal in the order in which readers see it: by transaction, then by event.
 *
 * @param xid the database's 64-bit transaction number
 */
public record JournalCursor(long xid, long eventId) implements Comparable<JournalCursor> {

  private static final Comparator<JournalCursor> ORDER =
      Comparator.comparingLong(JournalCursor::xid).thenComparingLong(JournalCursor::eventId);

  public static final JournalCursor START = new JournalCursor(0, 0);

  /** Reads what {@link #toString} wrote, for example a browser's Last-Event-ID. */
  public static Optional<JournalCursor> parse(String text) {
    String[] parts = text.split("-", -1);
    try {
      return parts.length == 2
          ? Optional.of(new JournalCursor(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(JournalCursor other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return xid + "-" + eventId;
  }
}
