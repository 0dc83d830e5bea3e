package ru.fitcrm.hub.routes.component;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.connection.HealthBook;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.outbox.Outcome;

/**
 * Says how a connection fares by what became of its messages. Of a connection that listens all the
 * time its line knows better, and says it itself.
 */
public final class TellHealth {

  /** A busy connection's success is not written with each of its messages. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final HealthBook book;
  private final Set<String> listeningKinds;
  private final InstantSource clock;
  private final Map<ConnectionId, Instant> toldUp = new ConcurrentHashMap<>();

  public TellHealth(HealthBook book, Set<String> listeningKinds, InstantSource clock) {
    this.book = book;
    this.listeningKinds = Set.copyOf(listeningKinds);
    this.clock = clock;
  }

  void learn(Lease lease, Outcome outcome) {
    if (listeningKinds.contains(lease.kind())) {
      return;
    }
    switch (outcome) {
      case Outcome.ConnectionDown down -> {
        book.down(lease, down.code(), down.reason());
        toldUp.remove(lease.connection());
      }
      case Outcome.Unknown unknown -> {}
      case Outcome.Overloaded saysLittle -> {}
      case Outcome.Withdrawn nobodyAsked -> {}
      case Outcome.Postponed nobodyAsked -> {}
      case Outcome.Accepted answered -> up(lease);
      case Outcome.Delivered answered -> up(lease);
      case Outcome.RetryAt answered -> up(lease);
      case Outcome.Rejected answered -> up(lease);
    }
  }

  void forget(ConnectionId connection) {
    toldUp.remove(connection);
  }

  private void up(Lease lease) {
    Instant now = clock.instant();
    Instant before = toldUp.get(lease.connection());
    if (before != null && before.plus(FRESH).isAfter(now)) {
      return;
    }
    toldUp.put(lease.connection(), now);
    try {
      book.up(lease, null);
    } catch (RuntimeException notWritten) {
      // Else it would stay down in the book, and be sent one message at a time.
      toldUp.remove(lease.connection());
      throw notWritten;
    }
  }
}
