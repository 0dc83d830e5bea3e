package ru.fitcrm.hub.core.connection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.platform.BusinessClock;

/**
 * Writes down how connections fare. An event is told on a change of state only, so that a flapping
 * line does not flood anybody.
 */
public final class HealthBook {

  private static final String WRITE_HEALTH =
      """
      update connection_health h
         set status = :status,
             since = case when h.status = :status then h.since else now() end,
             last_success_at = case when :up then now() else h.last_success_at end,
             last_failure_at = case when :up then h.last_failure_at else now() end,
             last_error_code = case when :up then h.last_error_code else :code end,
             last_error = case when :up then h.last_error else :error end,
             clock_skew_ms = coalesce(:skew, h.clock_skew_ms),
             probe_at = case when :up then null else h.probe_at end,
             probes = case when :up then 0 else h.probes end
        from connection c, connection_health before
       where h.connection_id = :id and c.id = h.connection_id and c.fence = coalesce(:fence, c.fence)
         and before.connection_id = h.connection_id
      returning before.status""";

  private static final String COUNT_REFUSED =
      """
      update connection_health
         set refused = refused + :times, last_refused_at = now(), last_refused_code = :code
       where connection_id = :id""";

  private final ClubGate gate;
  private final ClubDirectory clubs;
  private final JdbcClient jdbc;
  private final Journal journal;
  private final BusinessClock clock;

  HealthBook(
      ClubGate gate, ClubDirectory clubs, JdbcClient jdbc, Journal journal, BusinessClock clock) {
    this.gate = gate;
    this.clubs = clubs;
    this.jdbc = jdbc;
    this.journal = journal;
    this.clock = clock;
  }

  /** The connection was heard: what waits to go out need not wait for the next probe. */
  public void up(Lease lease, @Nullable Long clockSkewMillis) {
    write(lease, ConnectionHealth.Status.UP, null, null, clockSkewMillis);
  }

  /**
   * The connection does not work.
   *
   * @param code stable code of the trouble
   * @param error the trouble in plain words
   */
  public void down(Lease lease, String code, String error) {
    write(lease, ConnectionHealth.Status.DOWN, code, error, null);
  }

  /** Whoever sends to the connection was heard, on whatever node. */
  public void heard(ClubId club, ConnectionId connection, String kind) {
    write(new Who(club, connection, kind, null), ConnectionHealth.Status.UP, null, null, null);
  }

  /**
   * What the connection is asked for does not work, on whatever node it was.
   *
   * @param code stable code of the trouble
   * @param error the trouble in plain words
   */
  public void silent(ClubId club, ConnectionId connection, String kind, String code, String error) {
    write(new Who(club, connection, kind, null), ConnectionHealth.Status.DOWN, code, error, null);
  }

  /**
   * Some were turned away at the public address.
   *
   * @param code why the last of them was
   */
  public void refused(ClubId club, ConnectionId connection, long times, String code) {
    gate.runInClub(
        club,
        () ->
            jdbc.sql(COUNT_REFUSED)
                .param("id", connection.value())
                .param("times", times)
                .param("code", code)
                .update());
  }

  private void write(
      Lease lease,
      ConnectionHealth.Status status,
      @Nullable String code,
      @Nullable String error,
      @Nullable Long skew) {
    Who who = new Who(lease.club(), lease.connection(), lease.kind(), lease.fence());
    write(who, status, code, error, skew);
  }

  /**
   * Of whom it is told.
   *
   * @param fence the owner's; null if it is told whoever owns it
   */
  private record Who(ClubId club, ConnectionId connection, String kind, @Nullable Long fence) {}

  private void write(
      Who lease,
      ConnectionHealth.Status status,
      @Nullable String code,
      @Nullable String error,
      @Nullable Long skew) {
    gate.runInClub(
        lease.club(),
        () -> {
          Optional<String> before = update(lease, status, code, error, skew);
          if (before.isPresent() && !before.get().equals(status.name())) {
            tellChange(
                clubs.here(), lease, ConnectionHealth.Status.valueOf(before.get()), status, code);
          }
        });
  }

  private Optional<String> update(
      Who lease,
      ConnectionHealth.Status status,
      @Nullable String code,
      @Nullable String error,
      @Nullable Long skew) {
    return jdbc.sql(WRITE_HEALTH)
        .param("id", lease.connection().value())
        .param("fence", lease.fence(), java.sql.Types.BIGINT)
        .param("status", status.name())
        .param("up", status == ConnectionHealth.Status.UP)
        .param("code", code, java.sql.Types.VARCHAR)
        .param("error", error, java.sql.Types.VARCHAR)
        .param("skew", skew, java.sql.Types.BIGINT)
        .query(String.class)
        .optional();
  }

  /** The first time up is no news; up after down, and every down, is. */
  private void tellChange(
      Club club,
      Who lease,
      ConnectionHealth.Status before,
      ConnectionHealth.Status now,
      @Nullable String code) {
    if (now == ConnectionHealth.Status.UP && before == ConnectionHealth.Status.UNKNOWN) {
      return;
    }
    String type = now == ConnectionHealth.Status.UP ? "connection.up" : "connection.down";
    Instant at = clock.instant();
    long id = lease.connection().value();
    Map<String, Object> data =
        code == null
            ? Map.of("connectionId", id, "kind", lease.kind())
            : Map.of("connectionId", id, "kind", lease.kind(), "code", code);
    NewEvent event =
        new NewEvent(
            type, type + ":" + id + ":" + at.toEpochMilli(), "connection", id, null, data, at);
    journal.append(List.of(event), at, LocalDate.ofInstant(at, club.zone()));
  }
}
