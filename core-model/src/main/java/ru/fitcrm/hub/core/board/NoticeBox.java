package ru.fitcrm.hub.core.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Columns;

/** What employees are told in the console. Every call runs inside the club's gate. */
public final class NoticeBox {

  private static final String UNREAD =
      """
      select n.id, n.event_id, n.event_type, n.client_id, c.name as client_name, n.subject_type, n.subject_id,
             n.created_at, coalesce(r.settings -> 'text' ->> :language, r.settings -> 'text' ->> 'ru') as template,
             case when n.event_type = 'client.duplicate'
                  then (select (e.data ->> 'otherId')::bigint from event e where e.id = n.event_id) end as other_id,
             case when n.subject_type = 'connection'
                  then (select e.data ->> 'code' from event e where e.id = n.event_id) end as code,
             n.subject_type = 'connection' and exists (
               select 1 from connection w where w.id = n.subject_id and w.kind = 'webhook-out') as endpoint
        from notice n
        left join client c on c.id = n.client_id
        left join rule r on r.id = n.rule_id
       where n.employee_id = :employee and n.read_at is null
       order by n.id desc limit 50""";

  private final JdbcClient jdbc;

  NoticeBox(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A notice not read yet.
   *
   * @param template what its rule says of such, with places for what is known; null: nothing
   * @param otherId who else it is about, of people who seem to be one
   * @param code why a connection is down
   * @param endpoint whether it is about a webhook endpoint, which has a page of its own
   */
  public record Notice(
      long id,
      long eventId,
      String eventType,
      @Nullable Long clientId,
      @Nullable String clientName,
      String subjectType,
      long subjectId,
      Instant createdAt,
      @Nullable String template,
      @Nullable Long otherId,
      @Nullable String code,
      boolean endpoint) {}

  /**
   * @param language of the templates, for example {@code en}; Russian where there is none
   */
  public List<Notice> unread(long employee, String language) {
    return jdbc.sql(UNREAD)
        .param("employee", employee)
        .param("language", language)
        .query((row, i) -> notice(row))
        .list();
  }

  public long countUnread(long employee) {
    return jdbc.sql("select count(*) from notice where employee_id = :employee and read_at is null")
        .param("employee", employee)
        .query(Long.class)
        .single();
  }

  /** Marks notices up to one as read. */
  public void readUpTo(long employee, long notice, Instant at) {
    jdbc.sql(
            """
            update notice set read_at = :at
             where employee_id = :employee and id <= :notice and read_at is null""")
        .param("employee", employee)
        .param("notice", notice)
        .param("at", Columns.at(at))
        .update();
  }

  private static Notice notice(ResultSet row) throws SQLException {
    return new Notice(
        row.getLong("id"),
        row.getLong("event_id"),
        row.getString("event_type"),
        Columns.number(row, "client_id"),
        row.getString("client_name"),
        row.getString("subject_type"),
        row.getLong("subject_id"),
        Columns.time(row, "created_at"),
        row.getString("template"),
        Columns.number(row, "other_id"),
        row.getString("code"),
        row.getBoolean("endpoint"));
  }
}
