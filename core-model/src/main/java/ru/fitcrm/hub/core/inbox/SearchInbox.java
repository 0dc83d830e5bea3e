package ru.fitcrm.hub.core.inbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.box.BoxTable;
import ru.fitcrm.hub.core.box.SearchBox;

/**
 * How received messages are found: by all they name, which lies beside them in {@code inbox_key}.
 */
final class SearchInbox {

  private static final String PHONE =
      """
      m.id = any (array(select k.message_id from inbox_key k where k.kind = 'PHONE' and k.value = :phone
                         union select p.id from inbox_message p where p.phone = :phone))""";

  /** Of the records merged into this person, too. */
  private static final String CLIENT =
      """
      m.id = any (array(
        select c.id from inbox_message c
         where c.client_id = any (array(
                 select cast(:client as bigint)
                  union all select g.merged_id from client_merge g where g.kept_id = :client and g.undone_at is null))
         union
        select k.message_id from inbox_key k
         where k.kind = 'REF' and k.value = any (array(
                 select r.ref from external_ref r where r.local_id = :client and r.entity = 'client'))))""";

  private static final String REF =
      """
      m.id = any (array(
        select k.message_id from inbox_key k where k.kind = 'REF' and k.value = :ref
         union
        select c.id from inbox_message c
         where c.client_id = any (array(
                 select r.local_id from external_ref r
                  where r.connection_id = any (array(select id from connection union all select 0))
                    and r.entity = 'client' and r.ref = :ref))))""";

  private static final BoxTable TABLE =
      new BoxTable("inbox_message", "received_at", Inbox.COLUMNS, PHONE, CLIENT, REF);

  private SearchInbox() {}

  static SearchBox<InboxState> in(JdbcClient jdbc) {
    return new SearchBox<>(jdbc, TABLE, InboxState.class);
  }
}
