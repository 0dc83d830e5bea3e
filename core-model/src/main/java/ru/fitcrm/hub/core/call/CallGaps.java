package ru.fitcrm.hub.core.call;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.platform.Columns;

/**
 * Writes down until when a PBX was heard, and where it was not. What another node tells that has
 * lost the connection meanwhile is not written. Read by {@link CallLog#gaps}.
 */
public final class CallGaps {

  private static final String WRITE_GAP =
      """
      insert into call_gap (connection_id, from_at, to_at)
      select c.id, :from, :to
        from connection c
       where c.id = :id and c.fence = :fence
      on conflict (club_id, connection_id, from_at) do update
         set to_at = greatest(call_gap.to_at, excluded.to_at)""";

  private static final String WRITE_HEARD =
      """
      update connection_health h
         set heard_until = greatest(h.heard_until, :until)
        from connection c
       where h.connection_id = :id and c.id = h.connection_id and c.fence = :fence""";

  private final ClubGate gate;
  private final JdbcClient jdbc;

  CallGaps(ClubGate gate, JdbcClient jdbc) {
    this.gate = gate;
    this.jdbc = jdbc;
  }

  /** Nothing is known of calls that began and ended between these moments; empty ones are none. */
  public void record(Lease lease, Instant from, Instant to) {
    if (from.isBefore(to)) {
      gate.runInClub(lease.club(), () -> write(lease, from, to));
    }
  }

  private void write(Lease lease, Instant from, Instant to) {
    jdbc.sql(WRITE_GAP)
        .param("id", lease.connection().value())
        .param("fence", lease.fence())
        .param("from", Columns.at(from))
        .param("to", Columns.at(to))
        .update();
  }

  /** All calls until this moment are written down. */
  public void heard(Lease lease, Instant until) {
    gate.runInClub(
        lease.club(),
        () ->
            jdbc.sql(WRITE_HEARD)
                .param("id", lease.connection().value())
                .param("fence", lease.fence())
                .param("until", Columns.at(until))
                .update());
  }
}
