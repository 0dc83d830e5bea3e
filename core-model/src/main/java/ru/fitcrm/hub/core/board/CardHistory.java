package ru.fitcrm.hub.core.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Columns;

/** Lines of a card's and a person's history. Every call runs inside the club's gate. */
public final class CardHistory {

  private static final String SELECT_LINES =
      """
      select id, task_id, event_type, subject_type, subject_id, author, text, at from comment
       where (task_id = :taskId or client_id = :clientId)
       order by at desc, id desc limit 200""";

  private final JdbcClient jdbc;

  CardHistory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A line: what somebody wrote, or an event that touched a card.
   *
   * @param text null for an event
   */
  public record Line(
      long id,
      @Nullable Long taskId,
      @Nullable String eventType,
      @Nullable String subjectType,
      @Nullable Long subjectId,
      @Nullable String author,
      @Nullable String text,
      Instant at) {}

  /** The newest lines of a card and of its person, the newest first. */
  public List<Line> of(@Nullable Long taskId, @Nullable Long clientId) {
    return jdbc.sql(SELECT_LINES)
        .param("taskId", taskId, Types.BIGINT)
        .param("clientId", clientId, Types.BIGINT)
        .query((row, i) -> line(row))
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
        row.getString("event_type"),
        row.getString("subject_type"),
        Columns.number(row, "subject_id"),
        row.getString("author"),
        row.getString("text"),
        Columns.time(row, "at"));
  }
}
