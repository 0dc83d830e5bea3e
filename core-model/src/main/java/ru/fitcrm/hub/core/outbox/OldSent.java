package ru.fitcrm.hub.core.outbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.retention.OldRows;
import ru.fitcrm.hub.core.retention.PastTerm;
import ru.fitcrm.hub.core.retention.Terms;

/** What the outbox keeps for a time. What still waits keeps its body and its row. */
final class OldSent {

  private static final String BODIES =
      """
      select o.id from outbox_message o
       where o.created_at < :before and o.body <> '{}' and o.state not in ('WAITING', 'CLAIMED')
       order by o.created_at""";

  /** What was said on the wire goes, too. */
  private static final String REMOVE_BODIES =
      """
      with old as (
        {old}
      ), unsaid as (
        update delivery_attempt a set exchange = null
         where a.message_id = any (array(select id from old)) and a.exchange is not null
      )
      update outbox_message m set body = '{}', body_removed_at = now()
       where m.id = any (array(select id from old))""";

  private static final String ROWS =
      """
      select o.id from outbox_message o
       where o.created_at < :before and o.state not in ('WAITING', 'CLAIMED')
       order by o.created_at""";

  /** Their attempts go with them. */
  private static final String REMOVE_ROWS =
      """
      with old as (
        {old}
      )
      delete from outbox_message where id = any (array(select id from old))""";

  private OldSent() {}

  static PastTerm bodies(JdbcClient jdbc) {
    return new OldRows(jdbc, "outbox-bodies", Terms::bodiesBefore, BODIES, REMOVE_BODIES);
  }

  static PastTerm rows(JdbcClient jdbc) {
    return new OldRows(jdbc, "outbox-rows", Terms::logsBefore, ROWS, REMOVE_ROWS);
  }
}
