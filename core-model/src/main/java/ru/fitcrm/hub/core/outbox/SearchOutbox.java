package ru.fitcrm.hub.core.outbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.box.BoxTable;
import ru.fitcrm.hub.core.box.SearchBox;

/** How messages on their way out are found. */
final class SearchOutbox {

  private static final String PHONE =
      "m.id = any (array(select p.id from outbox_message p where p.phone = :phone))";

  /** Of the records merged into this person, too. */
  private static final String CLIENT =
      """
      m.id = any (array(
        select c.id from outbox_message c
         where c.client_id = any (array(
                 select cast(:client as bigint)
                  union all select g.merged_id from client_merge g where g.kept_id = :client and g.undone_at is null))))""";

  /** Of the person it is about, or that 1C gave the lead it brought. */
  private static final String REF =
      """
      m.id = any (array(
        select e.id from outbox_message e where e.external_id = :ref and e.kind = 'lead'
         union
        select c.id from outbox_message c
         where c.client_id = any (array(
                 select r.local_id from external_ref r
                  where r.connection_id = any (array(select id from connection union all select 0))
                    and r.entity = 'client' and r.ref = :ref))))""";

  private static final BoxTable TABLE =
      new BoxTable("outbox_message", "created_at", "select m.*", PHONE, CLIENT, REF);

  private SearchOutbox() {}

  static SearchBox<OutboxState> in(JdbcClient jdbc) {
    return new SearchBox<>(jdbc, TABLE, OutboxState.class);
  }
}
