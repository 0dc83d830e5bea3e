package ru.fitcrm.hub.core.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.connection.Connection;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.PageRequest;

/**
 * What people and the night ask of comparing. The owner of a connection does it, on whatever node
 * it was asked for. Every call runs inside the club's gate.
 */
public final class DriftDesk {

  private static final PageRequest ALL = new PageRequest(0, PageRequest.MAX_LIMIT);

  private final Connections connections;
  private final FollowedKinds kinds;
  private final SyncDesk desk;
  private final DriftChecks checks;
  private final DriftBook book;

  DriftDesk(
      Connections connections,
      FollowedKinds kinds,
      SyncDesk desk,
      DriftChecks checks,
      DriftBook book) {
    this.connections = connections;
    this.kinds = kinds;
    this.desk = desk;
    this.checks = checks;
    this.book = book;
  }

  /** The club's connections that are on and whose system can be compared. */
  public List<Connection> compared() {
    return connections.list(ALL).stream()
        .filter(one -> one.enabled() && kinds.compared().contains(one.kind()))
        .toList();
  }

  /** The club's connections that are on and whose people can be read one by one. */
  public List<Connection> withPeople() {
    return connections.list(ALL).stream()
        .filter(one -> one.enabled() && kinds.people().contains(one.kind()))
        .toList();
  }

  /** What comparing each of the club's systems came to. */
  public List<DriftCheck> checks() {
    return compared().stream().map(one -> checks.of(one.id())).toList();
  }

  public DriftCheck check(long connection) {
    return checks.of(connection);
  }

  /** Has a connection compared in its next night. */
  public void wantAtNight(long connection) {
    checks.want(connection);
  }

  /**
   * Has a connection compared now, or, when something else goes on that gives way to none, at
   * night.
   *
   * @param by who asks
   */
  public void wantNow(long connection, String by) {
    try {
      var unused = desk.ask(connection, ClubSystem.Mode.COMPARE, by);
    } catch (Conflict busy) {
      checks.want(connection);
    }
  }

  /**
   * Has the differing rows of a connection read again now.
   *
   * @param connection null for the only one that has any
   * @param by who asks
   * @throws Conflict if there are none, or another run goes on
   */
  public SyncRun refetch(@Nullable Long connection, String by) {
    List<Connection> able =
        compared().stream()
            .filter(one -> connection == null || one.id() == connection)
            .filter(one -> book.count(one.id()) > 0)
            .toList();
    if (able.isEmpty()) {
      throw new Conflict(
          "drift.nothing",
          "No row is known to differ: compare first, by POST connections/{id}/sync"
              + " {\"mode\":\"COMPARE\"}");
    }
    if (able.size() > 1) {
      throw new Conflict(
          "drift.several",
          "Rows of several connections differ: say of which by connectionId, one of "
              + able.stream().map(one -> Long.toString(one.id())).toList());
    }
    return desk.ask(able.getFirst().id(), ClubSystem.Mode.REFETCH, by);
  }
}
