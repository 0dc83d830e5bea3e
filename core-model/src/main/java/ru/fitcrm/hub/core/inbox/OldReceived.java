package ru.fitcrm.hub.core.inbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.retention.OldBodies;

/**
 * Removes bodies and headers, and what they are found by, of messages received long ago. What still
 * waits keeps its own.
 */
final class OldReceived implements OldBodies {

  private static final String REMOVE =
      """
      with old as (
        select b.message_id, b.received_at from inbox_body b
         where b.received_at < now() - make_interval(days => :days)
           and not exists (select 1 from inbox_message m where m.id = b.message_id and m.state = 'RECEIVED')
         order by b.received_at limit :most
           for update skip locked
      ), gone as (
        delete from inbox_body b using old
         where b.message_id = old.message_id and b.received_at = old.received_at
        returning b.message_id
      ), unkeyed as (
        delete from inbox_key where message_id = any (array(select message_id from gone))
      )
      update inbox_message set body_removed_at = now()
       where id = any (array(select message_id from gone))""";

  private final JdbcClient jdbc;

  OldReceived(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public int remove(int days, int most) {
    return jdbc.sql(REMOVE).param("days", days).param("most", most).update();
  }
}
