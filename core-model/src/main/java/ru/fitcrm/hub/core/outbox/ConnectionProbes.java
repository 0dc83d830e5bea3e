package ru.fitcrm.hub.core.outbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.connection.Lease;

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

  private static final String OVER =
      """
      update connection_health set probes = 0, probe_at = null
       where connection_id = :id and (probe_at is not null or probes > 0)""";

  private final JdbcClient jdbc;

  ConnectionProbes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The outside system said something, whatever it was, or did not. */
  void learn(Lease lease, Outcome outcome) {
    switch (outcome) {
      case Outcome.ConnectionDown down -> run(LATER, lease);
      case Outcome.Unknown unknown -> run(LATER_IF_PROBING, lease);
      case Outcome.Withdrawn nobodyAsked -> {}
      case Outcome.Postponed nobodyAsked -> {}
      case Outcome.Accepted answered -> over(lease);
      case Outcome.Delivered answered -> over(lease);
      case Outcome.RetryAt answered -> over(lease);
      case Outcome.Rejected answered -> over(lease);
    }
  }

  private void run(String sql, Lease lease) {
    jdbc.sql(sql).param("id", lease.connection().value()).param("fence", lease.fence()).update();
  }

  private void over(Lease lease) {
    jdbc.sql(OVER).param("id", lease.connection().value()).update();
  }
}
