package ru.fitcrm.hub.core.board;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.StaleVersion;

/** What people do to cards. Every call runs inside the club's gate. */
public final class TaskDesk {

  /** A second card for the same person and reason is the first one, with what is new on it. */
  private static final String PUT_CARD =
      """
      insert into task (client_id, reason_code, reason, slot, status_id, next_step, due_on, due_time,
                        responsible_id, branch_id, comment, created_at, updated_at)
      select c.id, 'MANUAL', :reason, :slot, :status, :nextStep, :dueOn, :dueTime,
             coalesce(:responsibleId, c.responsible_id), coalesce(:branchId, c.branch_id), :comment, :now, :now
        from client c where c.id = :clientId
      on conflict (club_id, slot) where closed_at is null do update
         set next_step = coalesce(excluded.next_step, task.next_step),
             due_on = coalesce(excluded.due_on, task.due_on),
             due_time = case when excluded.due_on is null then task.due_time else excluded.due_time end,
             status_id = coalesce(excluded.status_id, task.status_id),
             updated_at = excluded.updated_at,
             version = task.version + 1
      returning id, xmax = 0 as made""";

  private static final String UPDATE_CARD =
      """
      update task
         set reason = :reason, next_step = :nextStep, due_on = :dueOn, due_time = :dueTime,
             status_id = :status, responsible_id = :responsibleId, branch_id = :branchId,
             closed_at = case when :closed then coalesce(closed_at, :now) end,
             updated_at = :now, version = version + 1
       where id = :id and version = :version""";

  private final JdbcClient jdbc;
  private final TaskBoard board;
  private final TaskStatuses statuses;
  private final CardHistory history;
  private final Journal journal;
  private final BusinessClock clock;

  TaskDesk(
      JdbcClient jdbc,
      TaskBoard board,
      TaskStatuses statuses,
      CardHistory history,
      Journal journal,
      BusinessClock clock) {
    this.jdbc = jdbc;
    this.board = board;
    this.statuses = statuses;
    this.history = history;
    this.journal = journal;
    this.clock = clock;
  }

  /** The club's moment now, for columns. */
  public BoardDay day(Club club) {
    return new BoardDay(LocalDateTime.ofInstant(clock.instant(), club.zone()));
  }

  /** Makes a card, or adds to the open one of the same person and reason. */
  public Task add(Club club, NewTask task) {
    TaskEdit edit = task.edit();
    edit.check();
    Instant now = clock.instant();
    Put put =
        jdbc.sql(PUT_CARD)
            .param("clientId", task.clientId())
            .param("reason", task.reason())
            .param("slot", task.slot())
            .param("status", checkedStatus(edit.status()), Types.BIGINT)
            .param("nextStep", edit.nextStep(), Types.VARCHAR)
            .param("dueOn", edit.dueOn(), Types.DATE)
            .param("dueTime", edit.dueTime(), Types.TIME)
            .param("responsibleId", edit.responsibleId(), Types.BIGINT)
            .param("branchId", edit.branchId(), Types.BIGINT)
            .param("comment", edit.cleanComment(), Types.VARCHAR)
            .param("now", Columns.at(now))
            .query(Put.class)
            .single();
    writeComment(put.id(), task.clientId(), edit, task.author(), now);
    Task card = board.get(put.id(), day(club));
    tell(club, put.made() ? "task.created" : "task.changed", card, now);
    return card;
  }

  /** The card a person's phone calls made, or the one just added. */
  private record Put(long id, boolean made) {}

  /**
   * @param version the version the caller read
   */
  public Task update(Club club, long id, TaskEdit edit, long version, @Nullable String author) {
    edit.check();
    Task before = board.get(id, day(club));
    Instant now = clock.instant();
    boolean closed = edit.closed() || closes(edit.status());
    int changed =
        jdbc.sql(UPDATE_CARD)
            .param("id", id)
            .param("version", version)
            .param("reason", edit.reason() == null ? before.reason() : edit.reason())
            .param("nextStep", edit.nextStep(), Types.VARCHAR)
            .param("dueOn", edit.dueOn(), Types.DATE)
            .param("dueTime", edit.dueTime(), Types.TIME)
            .param("status", checkedStatus(edit.status()), Types.BIGINT)
            .param("responsibleId", edit.responsibleId(), Types.BIGINT)
            .param("branchId", edit.branchId(), Types.BIGINT)
            .param("closed", closed)
            .param("now", Columns.at(now))
            .update();
    if (changed == 0) {
      throw new StaleVersion("task", id, version, before.version());
    }
    writeComment(id, before.clientId(), edit, author, now);
    Task card = board.get(id, day(club));
    boolean closedNow = card.closedAt() != null && before.closedAt() == null;
    tell(club, closedNow ? "task.closed" : "task.changed", card, now);
    return card;
  }

  /**
   * Moves a card to a column, as a drag or its menu does.
   *
   * @throws Conflict if the column takes no cards now: OVERDUE never, THIS_WEEK at a week's end
   */
  public Task move(Club club, long id, BoardColumn target, long version, @Nullable String author) {
    BoardDay day = day(club);
    Task card = board.get(id, day);
    TaskEdit now = card.edit();
    TaskEdit moved =
        switch (day.dragTo(target)) {
          case BoardDay.Drag.Due due -> due(now, due, day);
          case BoardDay.Drag.ClearStatus clear ->
              new TaskEdit(
                  now.reason(),
                  now.nextStep(),
                  now.dueOn(),
                  now.dueTime(),
                  null,
                  now.responsibleId(),
                  now.branchId(),
                  null,
                  false);
          case BoardDay.Drag.Refused refused ->
              throw new Conflict(refused.code(), "cards cannot be moved to " + target + " today");
        };
    return update(club, id, moved, version, author);
  }

  private TaskEdit due(TaskEdit now, BoardDay.Drag.Due due, BoardDay day) {
    Long status = now.status() == null ? Long.valueOf(statuses.first().id()) : now.status();
    boolean timePassed = day.columnOf(true, due.on(), now.dueTime()) == BoardColumn.OVERDUE;
    return new TaskEdit(
        now.reason(),
        now.nextStep(),
        due.on(),
        timePassed ? null : now.dueTime(),
        status,
        now.responsibleId(),
        now.branchId(),
        null,
        false);
  }

  private boolean closes(@Nullable Long status) {
    return status != null && statuses.get(status).isFinal();
  }

  private @Nullable Long checkedStatus(@Nullable Long status) {
    return status == null ? null : Long.valueOf(statuses.named(Long.toString(status)).id());
  }

  private void writeComment(
      long task, @Nullable Long client, TaskEdit edit, @Nullable String author, Instant now) {
    String comment = edit.cleanComment();
    if (comment != null) {
      history.write(task, client, author, comment, now);
    }
  }

  private void tell(Club club, String type, Task card, Instant now) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("reason", card.reasonCode());
    Long client = card.clientId();
    if (client != null) {
      data.put("clientId", client);
    }
    String key = type + ":" + card.id() + (type.equals("task.created") ? "" : ":" + card.version());
    NewEvent event = new NewEvent(type, key, "task", card.id(), client, data, now);
    journal.append(List.of(event), now, day(club).today());
  }
}
