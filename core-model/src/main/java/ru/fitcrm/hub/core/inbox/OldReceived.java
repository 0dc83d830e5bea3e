package ru.fitcrm.hub.core.inbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.retention.OldRows;
import ru.fitcrm.hub.core.retention.PastTerm;
import ru.fitcrm.hub.core.retention.Terms;

/** What the inbox keeps for a time. What still waits keeps its body and its row. */
final class OldReceived {

  private static final String BODIES =
      """
      select b.message_id, b.received_at from inbox_body b
       where b.received_at < :before
         and not exists (select 1 from inbox_message m where m.id = b.message_id and m.state = 'RECEIVED')
       order by b.received_at""";

  /** Headers go, too, and what the message is found by. */
  private static final String REMOVE_BODIES =
      """
      with old as (
        {old}
      ), gone as (
        delete from inbox_body b using old
         where b.message_id = old.message_id and b.received_at = old.received_at
        returning b.message_id
      ), unkeyed as (
        delete from inbox_key where message_id = any (array(select message_id from gone))
      )
      update inbox_message set body_removed_at = now()
       where id = any (array(select message_id from gone))""";

  private static final String ROWS =
      """
      select m.id from inbox_message m
       where m.received_at < :before and m.state <> 'RECEIVED'
       order by m.received_at""";

  private static final String REMOVE_ROWS =
      """
      with old as (
        {old}
      ), bodiless as (
        delete from inbox_body where message_id = any (array(select id from old))
      )
      delete from inbox_message where id = any (array(select id from old))""";

  private OldReceived() {}

  static PastTerm bodies(JdbcClient jdbc) {
    return new OldRows(jdbc, "inbox-bodies", Terms::bodiesBefore, BODIES, REMOVE_BODIES);
  }

  static PastTerm rows(JdbcClient jdbc) {
    return new OldRows(jdbc, "inbox-rows", Terms::logsBefore, ROWS, REMOVE_ROWS);
  }
}
