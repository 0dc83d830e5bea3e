package ru.fitcrm.hub.core.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Reads the board. Every call runs inside the club's gate. */
public final class TaskBoard {

  private static final String SELECT_TASK =
      """
      select t.*, c.name as client_name, c.kind as client_kind, s.name as status_name,
             (select p.number from client_phone p where p.client_id = t.client_id
               order by p.position, p.number limit 1) as phone,
             case when t.client_id is null then
               (select count(distinct m.client_id) from comment m where m.task_id = t.id) else 0 end as listed,
             array(select m.subject_id from comment m where m.task_id = t.id and m.subject_type = 'call'
                    group by m.subject_id order by min(m.id)) as call_ids,
             array(select m.event_type from comment m where m.task_id = t.id and m.event_type is not null
                    group by m.event_type order by min(m.id)) as event_types
        from task t
        left join client c on c.id = t.client_id
        left join task_status s on s.id = t.status_id
      """;

  /**
   * The columns as SQL: the same rules as {@link BoardDay#columnOf}, which a test holds together.
   */
  private static final Map<BoardColumn, String> COLUMN_IS =
      new EnumMap<>(
          Map.of(
              BoardColumn.UNSORTED, "t.status_id is null",
              BoardColumn.OVERDUE,
                  "t.status_id is not null and (t.due_on < :today or t.due_on = :today and t.due_time < :time)",
              BoardColumn.TODAY,
                  "t.status_id is not null and t.due_on = :today"
                      + " and (t.due_time is null or t.due_time >= :time)",
              BoardColumn.TOMORROW, "t.status_id is not null and t.due_on = :tomorrow",
              BoardColumn.THIS_WEEK,
                  "t.status_id is not null and t.due_on > :tomorrow and t.due_on <= :sunday",
              BoardColumn.LATER,
                  "t.status_id is not null"
                      + " and (t.due_on is null or t.due_on > :tomorrow and t.due_on > :sunday)"));

  private final JdbcClient jdbc;

  TaskBoard(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Task get(long id, BoardDay day) {
    return find(id, day).orElseThrow(() -> new NotFound("task", id));
  }

  public Optional<Task> find(long id, BoardDay day) {
    return jdbc.sql(SELECT_TASK + " where t.id = :id")
        .param("id", id)
        .query((row, i) -> task(row, day))
        .optional();
  }

  /** Cards by id; one more than the limit, so that the caller sees whether it goes on. */
  public List<Task> list(TaskQuery query, PageRequest page, BoardDay day) {
    return select(query, " and t.id > :after order by t.id limit :rows", page, day);
  }

  /** Cards of a column as the board shows them, the most urgent first. */
  public List<Task> column(TaskQuery query, int rows, BoardDay day) {
    return select(
        query,
        " and t.id > :after order by t.due_on nulls last, t.due_time nulls last, t.id desc limit :rows",
        new PageRequest(0, rows),
        day);
  }

  /** How many open cards each column holds. */
  public Map<BoardColumn, Long> counts(TaskQuery query, BoardDay day) {
    Map<BoardColumn, Long> counts = new EnumMap<>(BoardColumn.class);
    for (BoardColumn column : BoardColumn.values()) {
      TaskQuery one = query.in(column);
      String sql =
          "select count(*) from task t left join client c on c.id = t.client_id " + where(one);
      counts.put(column, bind(jdbc.sql(sql), one, day).query(Long.class).single());
    }
    return counts;
  }

  private List<Task> select(TaskQuery query, String tail, PageRequest page, BoardDay day) {
    return bind(jdbc.sql(SELECT_TASK + where(query) + tail), query, day)
        .param("after", page.after())
        .param("rows", page.limit() + 1)
        .query((row, i) -> task(row, day))
        .list();
  }

  private static String where(TaskQuery query) {
    List<String> where = new ArrayList<>();
    where.add(query.closed() ? "t.closed_at is not null" : "t.closed_at is null");
    BoardColumn column = query.column();
    if (column != null) {
      where.add("(" + COLUMN_IS.get(column) + ")");
    }
    where.add("(cast(:branchId as bigint) is null or t.branch_id = :branchId)");
    where.add("(cast(:status as bigint) is null or t.status_id = :status)");
    where.add("(cast(:responsibleId as bigint) is null or t.responsible_id = :responsibleId)");
    where.add("(cast(:clientId as bigint) is null or t.client_id = :clientId)");
    where.add(
        "(cast(:name as text) is null or position(:name in coalesce(c.name_lower, '')) > 0"
            + " or (:digits <> '' and exists (select 1 from client_phone p"
            + " where p.client_id = t.client_id and position(:digits in p.number) > 0)))");
    return " where " + String.join(" and ", where);
  }

  private static JdbcClient.StatementSpec bind(
      JdbcClient.StatementSpec statement, TaskQuery query, BoardDay day) {
    String text = query.text();
    return statement
        .param("today", day.today())
        .param("tomorrow", day.tomorrow())
        .param("sunday", day.sunday())
        .param("time", day.now().toLocalTime())
        .param("branchId", query.branchId(), Types.BIGINT)
        .param("status", query.status(), Types.BIGINT)
        .param("responsibleId", query.responsibleId(), Types.BIGINT)
        .param("clientId", query.clientId(), Types.BIGINT)
        .param("name", lower(text), Types.VARCHAR)
        .param("digits", query.byDigits() ? digits(text) : "");
  }

  private static @Nullable String lower(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip().toLowerCase(Locale.ROOT);
  }

  /** What is common to all ways of writing a number: without the leading 8 or +7. */
  private static String digits(@Nullable String text) {
    String digits = text == null ? "" : text.replaceAll("[^0-9]", "");
    boolean whole = digits.length() == 11 && (digits.startsWith("8") || digits.startsWith("7"));
    return whole ? digits.substring(1) : digits;
  }

  private static Task task(ResultSet row, BoardDay day) throws SQLException {
    @Nullable Long status = Columns.number(row, "status_id");
    @Nullable LocalDate dueOn = Columns.date(row, "due_on");
    @Nullable LocalTime dueTime = Columns.timeOfDay(row, "due_time");
    boolean closed = row.getObject("closed_at") != null;
    return new Task(
        row.getLong("id"),
        Columns.number(row, "client_id"),
        row.getString("client_name"),
        row.getString("client_kind"),
        row.getString("phone"),
        row.getLong("listed"),
        row.getString("reason"),
        row.getString("reason_code"),
        closed ? null : day.columnOf(status != null, dueOn, dueTime),
        status,
        row.getString("status_name"),
        row.getString("next_step"),
        dueOn,
        dueTime,
        Columns.number(row, "responsible_id"),
        Columns.number(row, "branch_id"),
        row.getString("comment"),
        Columns.time(row, "created_at"),
        Columns.timeOrNull(row, "closed_at"),
        Columns.numbers(row, "call_ids"),
        Columns.texts(row, "event_types"),
        row.getLong("version"));
  }
}
