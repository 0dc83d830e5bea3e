package ru.fitcrm.hub.core.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Reads what came in, and lets it be applied again. Every call runs inside the club's gate. */
public final class Inbox {

  private static final String SELECT_MESSAGE = "select m.* from inbox_message m\n";

  private static final String LIST_MESSAGES =
      SELECT_MESSAGE
          + """
             where (:after = 0 or m.id < :after)
               and (cast(:connectionId as bigint) is null or m.connection_id = :connectionId)
               and (cast(:kind as text) is null or m.kind = :kind)
               and (cast(:state as text) is null or m.state = :state)
               and (cast(:phone as text) is null or m.phone = :phone)
               and (cast(:clientId as bigint) is null or m.client_id = :clientId)
               and (cast(:externalId as text) is null or m.external_id = :externalId)
               and (cast(:from as timestamptz) is null or m.received_at >= :from)
               and (cast(:to as timestamptz) is null or m.received_at < :to)
             order by m.id desc limit :rows""";

  private static final String SELECT_BODY =
      """
      select b.content_type, b.body
        from inbox_message m
        join inbox_body b on b.message_id = m.id and b.received_at = m.received_at
       where m.id = :id""";

  /** What is applied is done: again it would be a second time. */
  private static final String REPLAY =
      """
      update inbox_message
         set state = 'RECEIVED', next_at = now(), attempts = 0, reason_code = null, reason = null
       where id = :id and state in ('REJECTED', 'FAILED')""";

  private final JdbcClient jdbc;

  Inbox(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public InboxMessage get(long id) {
    return jdbc.sql(SELECT_MESSAGE + " where m.id = :id")
        .param("id", id)
        .query((row, i) -> message(row))
        .optional()
        .orElseThrow(() -> new NotFound("inbox message", id));
  }

  /** The newest first; one more than the limit, so that the caller sees whether it goes on. */
  public List<InboxMessage> list(InboxQuery query, PageRequest page) {
    return jdbc.sql(LIST_MESSAGES)
        .param("connectionId", query.connectionId(), Types.BIGINT)
        .param("kind", query.kind())
        .param("state", Columns.name(query.state()))
        .param("phone", query.phone())
        .param("clientId", query.clientId(), Types.BIGINT)
        .param("externalId", query.externalId())
        .param("from", Columns.at(query.from()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("to", Columns.at(query.to()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("after", page.after())
        .param("rows", page.limit() + 1)
        .query((row, i) -> message(row))
        .list();
  }

  /** What came, to the byte; empty once its month was dropped. */
  public Optional<RawBody> body(long id) {
    return jdbc.sql(SELECT_BODY)
        .param("id", id)
        .query((row, i) -> new RawBody(row.getString("content_type"), row.getBytes("body")))
        .optional();
  }

  /** What was answered about a message, as JSON; empty while it waits. */
  public Optional<String> answer(long id) {
    return jdbc.sql("select answer from inbox_message where id = :id and answer is not null")
        .param("id", id)
        .query(String.class)
        .optional();
  }

  /**
   * Has a message that was not applied tried again.
   *
   * @throws Conflict if it is applied, waits already, or repeats another
   */
  public InboxMessage replay(long id) {
    InboxMessage before = get(id);
    if (jdbc.sql(REPLAY).param("id", id).update() == 0) {
      throw new Conflict(
          "inbox.not-replayable",
          "Only a REJECTED or FAILED message can be replayed; this one is " + before.state());
    }
    return get(id);
  }

  private static InboxMessage message(ResultSet row) throws SQLException {
    InboxState state = InboxState.valueOf(row.getString("state"));
    return new InboxMessage(
        row.getLong("id"),
        row.getLong("connection_id"),
        row.getString("kind"),
        row.getString("external_id"),
        Columns.time(row, "received_at"),
        state,
        row.getString("reason_code"),
        row.getString("reason"),
        row.getInt("attempts"),
        state == InboxState.RECEIVED ? Columns.time(row, "next_at") : null,
        Columns.timeOrNull(row, "applied_at"),
        Columns.number(row, "client_id"),
        row.getString("phone"));
  }
}
