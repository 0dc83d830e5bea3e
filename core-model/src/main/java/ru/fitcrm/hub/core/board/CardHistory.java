package ru.fitcrm.hub.core.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Lines of a card's and a person's history. Every call runs inside the club's gate. */
public final class CardHistory {

  /** How many lines are told where nobody asks for pages. */
  public static final int NEWEST = 200;

  private static final String SELECT_LINES =
      """
      select id, task_id, client_id, event_type, subject_type, subject_id, author, text, at from comment
       where (task_id = :taskId or client_id = :clientId)
         and (:after = 0 or (at, id) < (select a.at, a.id from comment a where a.id = :after))
       order by at desc, id desc limit :rows""";

  /** In the order they were written: the most urgent of a night first. */
  private static final String SELECT_LISTED =
      """
      select m.id, m.client_id, c.name as client_name, c.responsible_id, m.event_type,
             coalesce(cast(e.data as text), '{}') as data,
             (select p.number from client_phone p where p.client_id = c.id
               order by p.position, p.number limit 1) as phone
        from (select * from comment
               where task_id = :taskId and client_id is not null and event_id is not null and id > :after
               order by id limit :rows) m
        join client c on c.id = m.client_id
        left join event e on e.id = m.event_id
       order by m.id""";

  private final JdbcClient jdbc;

  CardHistory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A line: what somebody wrote, or an event that touched a card.
   *
   * @param clientId whose line it is, of a card that lists several
   * @param text null for an event
   */
  public record Line(
      long id,
      @Nullable Long taskId,
      @Nullable Long clientId,
      @Nullable String eventType,
      @Nullable String subjectType,
      @Nullable Long subjectId,
      @Nullable String author,
      @Nullable String text,
      Instant at) {}

  /**
   * A client on a card that lists several.
   *
   * @param id of the line
   * @param phone their main number
   * @param data the dates and amounts of the event, as JSON
   */
  public record Listed(
      long id,
      long clientId,
      @Nullable String clientName,
      @Nullable Long responsibleId,
      @Nullable String phone,
      String eventType,
      String data) {}

  /** The newest lines of a card and of its person, the newest first. */
  public List<Line> of(@Nullable Long taskId, @Nullable Long clientId) {
    return lines(taskId, clientId, 0, NEWEST);
  }

  /**
   * The same, page by page; one more than the limit, so that the caller sees whether it goes on.
   */
  public List<Line> of(@Nullable Long taskId, @Nullable Long clientId, PageRequest page) {
    return lines(taskId, clientId, page.after(), page.limit() + 1);
  }

  private List<Line> lines(@Nullable Long taskId, @Nullable Long clientId, long after, int rows) {
    return jdbc.sql(SELECT_LINES)
        .param("taskId", taskId, Types.BIGINT)
        .param("clientId", clientId, Types.BIGINT)
        .param("after", after)
        .param("rows", rows)
        .query((row, i) -> line(row))
        .list();
  }

  /** Whom a card lists, the most urgent first; one more than the limit. */
  public List<Listed> listed(long taskId, PageRequest page) {
    return jdbc.sql(SELECT_LISTED)
        .param("taskId", taskId)
        .param("after", page.after())
        .param("rows", page.limit() + 1)
        .query(Listed.class)
        .list();
  }

  /** Writes down what somebody said. */
  public void write(
      @Nullable Long taskId,
      @Nullable Long clientId,
      @Nullable String author,
      String text,
      Instant at) {
    jdbc.sql(
            """
            insert into comment (client_id, task_id, author, text, at)
            values (:clientId, :taskId, :author, :text, :at)""")
        .param("clientId", clientId, Types.BIGINT)
        .param("taskId", taskId, Types.BIGINT)
        .param("author", author, Types.VARCHAR)
        .param("text", text)
        .param("at", Columns.at(at))
        .update();
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        row.getLong("id"),
        Columns.number(row, "task_id"),
        Columns.number(row, "client_id"),
        row.getString("event_type"),
        row.getString("subject_type"),
        Columns.number(row, "subject_id"),
        row.getString("author"),
        row.getString("text"),
        Columns.time(row, "at"));
  }
}
