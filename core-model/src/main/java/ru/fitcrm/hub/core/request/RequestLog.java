package ru.fitcrm.hub.core.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;

/** What people wanted of the club, the newest first. Every call runs inside the club's gate. */
public final class RequestLog {

  private static final String SELECT =
      """
      select r.*, k.name as client_name, k.responsible_id,
             (select p.number from client_phone p where p.client_id = r.client_id
               order by p.position, p.number limit 1) as phone,
             coalesce((select m.text from message m where m.id = r.message_id), r.comment) as text
        from request r join client k on k.club_id = r.club_id and k.id = r.client_id
      """;

  private static final String LIST =
      SELECT
          + """
             where (:after = 0 or r.id < :after)
               and (cast(:handled as boolean) is null or (r.handled_at is not null) = :handled)
               and (cast(:first as boolean) is null or r.first = :first)
               and (cast(:source as text) is null or r.source = :source)
               and (cast(:kind as text) is null or r.kind = :kind)
               and (cast(:client as bigint) is null or r.client_id = any (array(
                     select cast(:client as bigint)
                      union all
                     select g.merged_id from client_merge g where g.kept_id = :client and g.undone_at is null)))
               and (cast(:from as timestamptz) is null or r.received_at >= :from)
               and (cast(:to as timestamptz) is null or r.received_at < :to)
             order by r.id desc limit :rows""";

  private static final String ONE = SELECT + " where r.id = :id";

  private static final String HANDLE =
      """
      update request
         set handled_by = case when not :handled then null when handled_at is null then :by else handled_by end,
             handled_at = case when not :handled then null
                               else coalesce(handled_at, cast(:now as timestamptz)) end
       where id = :id""";

  /** Those a club has had, for a filter. */
  private static final String SOURCES =
      "select distinct source from request order by source limit 50";

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final BusinessClock clock;

  RequestLog(JdbcClient jdbc, ObjectMapper json, BusinessClock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /** One more than the limit, so that the caller sees whether it goes on. */
  public List<Request> list(RequestQuery asked, PageRequest page) {
    return jdbc.sql(LIST)
        .param("after", page.after())
        .param("handled", asked.handled(), Types.BOOLEAN)
        .param("first", asked.first(), Types.BOOLEAN)
        .param("source", asked.source(), Types.VARCHAR)
        .param("kind", Columns.name(asked.kind()), Types.VARCHAR)
        .param("client", asked.clientId(), Types.BIGINT)
        .param("from", Columns.at(asked.from()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("to", Columns.at(asked.to()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("rows", page.limit() + 1)
        .query((row, i) -> request(row))
        .list();
  }

  public Request get(long id) {
    return jdbc.sql(ONE)
        .param("id", id)
        .query((row, i) -> request(row))
        .optional()
        .orElseThrow(() -> new NotFound("request", id));
  }

  /** Says that somebody has answered, or that nobody has after all. The first word stays. */
  public Request handle(long id, boolean handled, String by) {
    jdbc.sql(HANDLE)
        .param("id", id)
        .param("handled", handled)
        .param("by", by)
        .param("now", Columns.at(clock.instant()))
        .update();
    return get(id);
  }

  /** Where requests have come from, by name. */
  public List<String> sources() {
    return jdbc.sql(SOURCES).query(String.class).list();
  }

  /** How many wait for an answer, at most so many. */
  public int waiting(int atMost) {
    return jdbc.sql(
            """
            select count(*) from (
              select 1 from request where handled_at is null limit :atMost) open""")
        .param("atMost", atMost)
        .query(Integer.class)
        .single();
  }

  private Request request(ResultSet row) throws SQLException {
    return new Request(
        row.getLong("id"),
        row.getString("kind"),
        row.getString("source"),
        utm(row.getString("utm")),
        row.getLong("client_id"),
        row.getString("client_name"),
        row.getString("phone"),
        Columns.number(row, "responsible_id"),
        Columns.number(row, "message_id"),
        Columns.number(row, "connection_id"),
        row.getString("text"),
        row.getString("form"),
        row.getString("page"),
        row.getBoolean("first"),
        Columns.time(row, "received_at"),
        row.getObject("handled_at") != null,
        Columns.timeOrNull(row, "handled_at"),
        row.getString("handled_by"));
  }

  private JsonNode utm(@Nullable String text) throws SQLException {
    try {
      return json.readTree(text == null ? "{}" : text);
    } catch (JsonProcessingException e) {
      throw new SQLException("The database holds a request's utm that is no JSON", e);
    }
  }
}
