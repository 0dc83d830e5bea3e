package ru.fitcrm.hub.core.outbox;

import java.sql.Types;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.platform.Columns;

/**
 * When a connection that could not send tries again: after 5 s, then twice as long each time up to
 * 5 minutes. Runs inside the club's gate.
 */
final class ConnectionProbes {

  /** Messages that fail together are one failure. */
  private static final String LATER =
      """
      update connection_health h
         set probes = least(h.probes + 1, 20),
             probe_at = now() + least(interval '5 seconds' * power(2, h.probes), interval '5 minutes')
        from connection c
       where h.connection_id = :id and c.id = h.connection_id and c.fence = :fence
         and (h.probe_at is null or h.probe_at <= now())""";

  private static final String LATER_IF_PROBING = LATER + " and h.probe_at is not null";

  /** An overloaded one is not left alone for longer than its message is. */
  private static final String LEAVE_ALONE =
      """
      update connection_health h
         set probes = least(h.probes + 1, 20),
             probe_at = greatest(cast(:notBefore as timestamptz),
                                 now() + least(interval '5 seconds' * power(2, h.probes),
                                               nullif(:waitMs, 0) * interval '1 ms', interval '5 minutes'))
        from connection c
       where h.connection_id = :id and c.id = h.connection_id and c.fence = :fence
         and (h.probe_at is null or h.probe_at <= now() or h.probe_at < cast(:notBefore as timestamptz))""";

  private static final String OVER =
      """
      update connection_health set probes = 0, probe_at = null
       where connection_id = :id and (probe_at is not null or probes > 0)""";

  private final JdbcClient jdbc;

  ConnectionProbes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The outside system said something, whatever it was, or did not.
   *
   * @param wait how long the message itself waits now, zero if it does not
   */
  void learn(Lease lease, Outcome outcome, Duration wait) {
    switch (outcome) {
      case Outcome.ConnectionDown down -> run(LATER, lease);
      case Outcome.Unknown unknown -> run(LATER_IF_PROBING, lease);
      case Outcome.Withdrawn nobodyAsked -> {}
      case Outcome.Postponed nobodyAsked -> {}
      case Outcome.Accepted answered -> over(lease);
      case Outcome.Delivered answered -> over(lease);
      case Outcome.RetryAt answered -> over(lease);
      case Outcome.Overloaded busy -> leaveAlone(lease, busy, wait);
      case Outcome.Rejected answered -> over(lease);
    }
  }

  private void run(String sql, Lease lease) {
    jdbc.sql(sql).param("id", lease.connection().value()).param("fence", lease.fence()).update();
  }

  private void leaveAlone(Lease lease, Outcome.Overloaded busy, Duration wait) {
    jdbc.sql(LEAVE_ALONE)
        .param("id", lease.connection().value())
        .param("fence", lease.fence())
        .param("waitMs", wait.toMillis())
        .param("notBefore", Columns.at(busy.when()), Types.TIMESTAMP_WITH_TIMEZONE)
        .update();
  }

  private void over(Lease lease) {
    jdbc.sql(OVER).param("id", lease.connection().value()).update();
  }
}
