package ru.fitcrm.hub.core.outbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.connection.WhenRemoved;

/**
 * Settles what waits for a connection that is no longer there: nobody will send it. Runs inside the
 * club's gate.
 */
final class SettleOrphans implements WhenRemoved {

  /** What may have been sent is not said to be unsent. */
  private static final String SETTLE =
      """
      with settled as (
        update outbox_message m
           set state = case when m.code in ('sender-lost', 'broke-off') then 'UNKNOWN' else 'REJECTED' end,
               code = case when m.code in ('sender-lost', 'broke-off') then m.code else 'connection-gone' end,
               reason = case when m.code in ('sender-lost', 'broke-off') then m.reason
                             else 'The connection was removed' end,
               settled_at = now()
         where m.id = any (array(select o.id from outbox_message o
                                  where o.connection_id = :connection and o.state = 'WAITING'
                                    and not exists (select 1 from connection c where c.id = o.connection_id)
                                  order by o.id limit :rows))
        returning m.*
      ), tried as (
        insert into delivery_attempt (message_id, outcome, code, reason)
        select id, state, code, reason from settled
      )
      select * from settled order by id""";

  private static final int AT_ONCE = 500;

  private final JdbcClient jdbc;
  private final Riders riders;
  private final ReadMessages rows;

  SettleOrphans(JdbcClient jdbc, ObjectMapper json, Riders riders) {
    this.jdbc = jdbc;
    this.riders = riders;
    this.rows = new ReadMessages(json);
  }

  @Override
  public void removed(long connection) {
    int unused = settle(connection);
  }

  /**
   * @return how many
   */
  int settle(long connection) {
    int all = 0;
    List<OutboxMessage> settled;
    do {
      settled =
          jdbc.sql(SETTLE)
              .param("connection", connection)
              .param("rows", AT_ONCE)
              .query(rows)
              .list();
      settled.forEach(riders::settled);
      all += settled.size();
    } while (settled.size() == AT_ONCE);
    return all;
  }
}
