package ru.fitcrm.hub.config.console.board;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.config.console.ClubPeople;
import ru.fitcrm.hub.core.board.BoardColumn;
import ru.fitcrm.hub.core.board.BoardDay;
import ru.fitcrm.hub.core.board.Task;
import ru.fitcrm.hub.core.board.TaskBoard;
import ru.fitcrm.hub.core.board.TaskQuery;
import ru.fitcrm.hub.core.call.Call;
import ru.fitcrm.hub.core.call.CallLog;

/** Reads columns with all that their cards show. Runs inside the club's gate. */
@Component
class ReadColumns {

  private final TaskBoard board;
  private final CallLog calls;

  ReadColumns(TaskBoard board, CallLog calls) {
    this.board = board;
    this.calls = calls;
  }

  List<ColumnView> all(TaskQuery query, int rows, BoardDay day, ClubPeople people) {
    Map<BoardColumn, Long> counts = board.counts(query, day);
    return Arrays.stream(BoardColumn.values())
        .map(column -> read(column, query, rows, day, people, counts))
        .toList();
  }

  ColumnView one(BoardColumn column, TaskQuery query, int rows, BoardDay day, ClubPeople people) {
    return read(column, query, rows, day, people, board.counts(query, day));
  }

  private ColumnView read(
      BoardColumn column,
      TaskQuery query,
      int rows,
      BoardDay day,
      ClubPeople people,
      Map<BoardColumn, Long> counts) {
    List<Task> read = board.column(query.in(column), rows, day);
    List<Task> tasks = read.subList(0, Math.min(rows, read.size()));
    Map<Long, Call> lastCalls = lastCalls(tasks);
    List<CardView> cards = tasks.stream().map(task -> card(task, people, lastCalls)).toList();
    return new ColumnView(column, counts.getOrDefault(column, 0L), cards, rows);
  }

  private static CardView card(Task task, ClubPeople people, Map<Long, Call> calls) {
    return new CardView(
        task,
        people.employee(task.responsibleId()),
        people.branch(task.branchId()),
        task.callIds().isEmpty() ? null : calls.get(task.callIds().getLast()));
  }

  private Map<Long, Call> lastCalls(Collection<Task> tasks) {
    List<Long> ids =
        tasks.stream()
            .map(Task::callIds)
            .filter(ofCard -> !ofCard.isEmpty())
            .map(List::getLast)
            .distinct()
            .toList();
    return calls.withIds(ids).stream().collect(Collectors.toMap(Call::id, Function.identity()));
  }
}
