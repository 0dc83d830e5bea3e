package ru.fitcrm.hub.core.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.club.FurnishClub;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.StaleVersion;

/** A club's statuses of cards. Every call runs inside the club's gate. */
public final class TaskStatuses implements FurnishClub {

  private static final String COLUMNS = "id, name, sort_order, final, version";
  private static final List<String> FIRST =
      List.of("В работе", "Не дозвонились", "Думает", "Записан на визит");
  private static final List<String> FINAL = List.of("Продано", "Отказ");
  private static final String INSERT_STATUS =
      """
      insert into task_status (name, sort_order, final)
      values (:name, coalesce(:order, (select coalesce(max(sort_order), 0) + 1 from task_status)), :final)
      returning id""";

  private final JdbcClient jdbc;

  TaskStatuses(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void furnish(ClubId club) {
    int order = 1;
    for (String name : FIRST) {
      insert(new TaskStatusEdit(name, order++, false));
    }
    for (String name : FINAL) {
      insert(new TaskStatusEdit(name, order++, true));
    }
  }

  public TaskStatus add(TaskStatusEdit edit) {
    try {
      return get(insert(edit));
    } catch (DuplicateKeyException e) {
      throw nameTaken(edit, e);
    }
  }

  public TaskStatus update(long id, TaskStatusEdit edit, long version) {
    try {
      int changed =
          jdbc.sql(
                  """
                  update task_status
                     set name = :name, sort_order = coalesce(:order, sort_order), final = :final,
                         version = version + 1
                   where id = :id and version = :version""")
              .param("id", id)
              .param("version", version)
              .param("name", edit.requiredName())
              .param("order", edit.order(), Types.INTEGER)
              .param("final", edit.closes())
              .update();
      TaskStatus now = get(id);
      if (changed == 0) {
        throw new StaleVersion("task status", id, version, now.version());
      }
      return now;
    } catch (DuplicateKeyException e) {
      throw nameTaken(edit, e);
    }
  }

  public void remove(long id) {
    try {
      if (jdbc.sql("delete from task_status where id = :id").param("id", id).update() == 0) {
        throw new NotFound("task status", id);
      }
    } catch (DataIntegrityViolationException e) {
      throw new Conflict("status.used", "status " + id + " is on cards: give them another", e);
    }
  }

  public TaskStatus get(long id) {
    return find(id).orElseThrow(() -> new NotFound("task status", id));
  }

  public Optional<TaskStatus> find(long id) {
    return jdbc.sql("select " + COLUMNS + " from task_status where id = :id")
        .param("id", id)
        .query((row, i) -> status(row))
        .optional();
  }

  /** In the club's order. */
  public List<TaskStatus> list() {
    return jdbc.sql("select " + COLUMNS + " from task_status order by sort_order, id")
        .query((row, i) -> status(row))
        .list();
  }

  /** The status a card gets when it leaves the unsorted. */
  public TaskStatus first() {
    return list().stream()
        .filter(status -> !status.isFinal())
        .findFirst()
        .orElseThrow(
            () ->
                new Conflict(
                    "status.none", "the club has no status that is not final: add one first"));
  }

  /**
   * @param idOrName as an API caller may write it
   */
  public TaskStatus named(String idOrName) {
    return list().stream()
        .filter(status -> status.name().equals(idOrName) || idOrName.equals("" + status.id()))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInput(
                    "status", "status.unknown", "the club has no such status: see task-statuses"));
  }

  private long insert(TaskStatusEdit edit) {
    return jdbc.sql(INSERT_STATUS)
        .param("name", edit.requiredName())
        .param("order", edit.order(), Types.INTEGER)
        .param("final", edit.closes())
        .query(Long.class)
        .single();
  }

  private static TaskStatus status(ResultSet row) throws SQLException {
    return new TaskStatus(
        row.getLong("id"),
        row.getString("name"),
        row.getInt("sort_order"),
        row.getBoolean("final"),
        row.getLong("version"));
  }

  private static Conflict nameTaken(TaskStatusEdit edit, DuplicateKeyException cause) {
    return new Conflict("name.taken", "a status named " + edit.name() + " exists already", cause);
  }
}
