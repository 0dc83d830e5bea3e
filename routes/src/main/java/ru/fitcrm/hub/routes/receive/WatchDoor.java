package ru.fitcrm.hub.routes.receive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.connection.FoundByToken;
import ru.fitcrm.hub.core.connection.HealthBook;

/**
 * Who comes to the public addresses and who is turned away, on the connections' health. A flood is
 * counted here and written once a second.
 */
@Component
public final class WatchDoor {

  private static final Logger LOG = LoggerFactory.getLogger(WatchDoor.class);
  private static final Duration HEARD_AGAIN = Duration.ofSeconds(10);

  private final HealthBook book;
  private final Clock clock;
  private final Map<ConnectionId, Instant> heard = new ConcurrentHashMap<>();
  private final Map<ConnectionId, Refusals> refused = new ConcurrentHashMap<>();

  WatchDoor(HealthBook book, Clock systemClock) {
    this.book = book;
    this.clock = systemClock;
  }

  private record Refusals(ClubId club, String kind, long times, String code) {

    Refusals and(Refusals more) {
      return new Refusals(club, kind, times + more.times, more.code);
    }
  }

  /** Somebody who proved who they are came, or answered. */
  public void heard(ClubId club, ConnectionId connection, String kind) {
    Instant now = clock.instant();
    Instant last = heard.get(connection);
    if (last == null || Duration.between(last, now).compareTo(HEARD_AGAIN) >= 0) {
      heard.put(connection, now);
      try {
        book.heard(club, connection, kind);
      } catch (DataAccessException e) {
        LOG.warn("That connection {} was heard is not written down", connection, e);
      }
    }
  }

  /** The other side cannot be asked. */
  public void silent(
      ClubId club, ConnectionId connection, String kind, String code, String reason) {
    heard.remove(connection);
    book.silent(club, connection, kind, code, reason);
  }

  void refused(FoundByToken found, String code) {
    refused.merge(
        found.connection(), new Refusals(found.club(), found.kind(), 1, code), Refusals::and);
  }

  /** Writes what was counted; called each second. */
  public void writeDown() {
    for (ConnectionId connection : List.copyOf(refused.keySet())) {
      Refusals some = refused.remove(connection);
      if (some != null) {
        LOG.warn(
            "Connection {} ({}) turned {} away within a second, the last for {}: nothing of theirs is kept",
            connection,
            some.kind(),
            some.times(),
            some.code());
        book.refused(some.club(), connection, some.times(), some.code());
      }
    }
  }
}
