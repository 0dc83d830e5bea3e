package ru.fitcrm.hub.routes.component;

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

  private final HealthBook book;
  private final Set<String> listeningKinds;
  private final Map<ConnectionId, Boolean> told = new ConcurrentHashMap<>();

  public TellHealth(HealthBook book, Set<String> listeningKinds) {
    this.book = book;
    this.listeningKinds = Set.copyOf(listeningKinds);
  }

  void learn(Lease lease, Outcome outcome) {
    if (listeningKinds.contains(lease.kind())) {
      return;
    }
    switch (outcome) {
      case Outcome.ConnectionDown down -> {
        book.down(lease, down.code(), down.reason());
        told.put(lease.connection(), false);
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
    told.remove(connection);
  }

  private void up(Lease lease) {
    if (Boolean.TRUE.equals(told.put(lease.connection(), true))) {
      return;
    }
    try {
      book.up(lease, null);
    } catch (RuntimeException notWritten) {
      // Else it would stay down in the book, and be sent one message at a time.
      told.remove(lease.connection());
      throw notWritten;
    }
  }
}
