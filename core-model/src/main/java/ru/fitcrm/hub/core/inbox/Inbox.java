package ru.fitcrm.hub.core.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.box.BoxQuery;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Reads what came in. Every call runs inside the club's gate. */
public final class Inbox {

  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

  static final String COLUMNS = "select m.*, m.applied_xid::text::bigint as applied_in";

  private static final String SELECT_BODY =
      """
      select b.content_type, b.headers, b.body
        from inbox_message m
        join inbox_body b on b.message_id = m.id and b.received_at = m.received_at
       where m.id = :id""";

  private static final String ATTEMPTS =
      "select at, outcome, code, reason, ms from inbox_attempt where message_id = :id order by id";

  private final JdbcClient jdbc;
  private final ObjectMapper json;

  Inbox(JdbcClient jdbc, ObjectMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  public InboxMessage get(long id) {
    return jdbc.sql(COLUMNS + " from inbox_message m where m.id = :id")
        .param("id", id)
        .query((row, i) -> message(row))
        .optional()
        .orElseThrow(() -> new NotFound("inbox message", id));
  }

  /**
   * The newest first; one more than the limit, so that the caller sees whether it goes on.
   *
   * @throws InvalidInput if the page begins after a message that is not there
   */
  public List<InboxMessage> list(BoxQuery query, PageRequest page) {
    return SearchInbox.in(jdbc).list(query, page, (row, i) -> message(row));
  }

  /** What came, to the byte; empty once it was removed, and of a duplicate. */
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

  /** Headers it came with, those that were kept; empty once the body was removed. */
  public Map<String, String> headers(long id) {
    return jdbc.sql(SELECT_BODY)
        .param("id", id)
        .query((row, i) -> read(row.getString("headers")))
        .optional()
        .orElse(Map.of());
  }

  /** Tries that were no success, and replays, the oldest first. */
  public List<InboxAttempt> attempts(long id) {
    return jdbc.sql(ATTEMPTS)
        .param("id", id)
        .query(
            (row, i) ->
                new InboxAttempt(
                    Columns.time(row, "at"),
                    row.getString("outcome"),
                    row.getString("code"),
                    row.getString("reason"),
                    row.getLong("ms")))
        .list();
  }

  private Map<String, String> read(String headers) throws SQLException {
    try {
      return json.readValue(headers, HEADERS);
    } catch (JsonProcessingException e) {
      throw new SQLException("The database holds headers that are no JSON", e);
    }
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
        row.getString("phone"),
        Columns.number(row, "applied_in"),
        Columns.timeOrNull(row, "body_removed_at"));
  }
}
