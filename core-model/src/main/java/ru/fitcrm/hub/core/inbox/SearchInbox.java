package ru.fitcrm.hub.core.inbox;

import java.time.Instant;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.Where;

/**
 * How received messages are found. What few rows have (a phone, a person, an id) is looked up
 * first, as an array, so that tables nobody analyzed use the index too; the rest goes along an
 * index by time. States are written out: partial indexes are only seen with literals.
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

  private static final String EXTERNAL =
      "m.id = any (array(select e.id from inbox_message e where e.external_id = :externalId))";

  private SearchInbox() {}

  /**
   * @param states those wanted; empty for all
   */
  static Where where(InboxQuery query, Collection<InboxState> states) {
    Where where =
        new Where()
            .and("m.connection_id = :connection", "connection", query.connectionId())
            .and("m.kind = :kind", "kind", query.kind())
            .and(PHONE, "phone", query.phone())
            .and(CLIENT, "client", query.clientId())
            .and(REF, "ref", query.ref())
            .and(EXTERNAL, "externalId", query.externalId())
            .and("m.received_at >= :from", "from", Columns.at(query.from()))
            .and("m.received_at < :to", "to", Columns.at(query.to()));
    return states.isEmpty() ? where : where.and(oneOf(states));
  }

  private static String oneOf(Collection<InboxState> states) {
    return states.size() == 1
        ? "m.state = '" + states.iterator().next() + "'"
        : states.stream()
            .map(state -> "'" + state + "'")
            .collect(Collectors.joining(", ", "m.state in (", ")"));
  }

  /** Those before a row of a list, which goes from the newest to the oldest. */
  static Where before(Where where, @Nullable Instant at, long id) {
    return at == null
        ? where
        : where
            .and("(m.received_at, m.id) < (:beforeAt, :beforeId)", "beforeAt", Columns.at(at))
            .with("beforeId", id);
  }

  /** As a list goes. */
  static String newestFirst(Where where) {
    return Inbox.SELECT_MESSAGE
        + where.sql()
        + "\n order by m.received_at desc, m.id desc limit :rows";
  }

  /** As a replay goes. */
  static String oldestFirst(Where where) {
    return "select m.id, m.received_at from inbox_message m"
        + where.sql()
        + "\n order by m.received_at, m.id limit :most for update";
  }

  static String count(Where where) {
    return "select count(*) from inbox_message m" + where.sql();
  }
}
