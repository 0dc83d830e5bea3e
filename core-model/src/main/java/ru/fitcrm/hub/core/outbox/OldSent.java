package ru.fitcrm.hub.core.outbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.retention.OldBodies;

/**
 * Empties bodies of messages put long ago, and what was said on the wire at their attempts. What
 * still waits keeps its own.
 */
final class OldSent implements OldBodies {

  private static final String REMOVE =
      """
      with old as (
        select o.id from outbox_message o
         where o.created_at < now() - make_interval(days => :days) and o.body <> '{}'
           and o.state not in ('WAITING', 'CLAIMED')
         order by o.created_at limit :most
           for update skip locked
      ), unsaid as (
        update delivery_attempt a set exchange = null
         where a.message_id = any (array(select id from old)) and a.exchange is not null
      )
      update outbox_message m set body = '{}', body_removed_at = now()
       where m.id = any (array(select id from old))""";

  private final JdbcClient jdbc;

  OldSent(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public int remove(int days, int most) {
    return jdbc.sql(REMOVE).param("days", days).param("most", most).update();
  }
}
