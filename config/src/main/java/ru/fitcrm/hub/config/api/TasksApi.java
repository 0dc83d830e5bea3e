package ru.fitcrm.hub.config.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.config.security.KeepMasked;
import ru.fitcrm.hub.core.board.BoardColumn;
import ru.fitcrm.hub.core.board.CardHistory;
import ru.fitcrm.hub.core.board.Task;
import ru.fitcrm.hub.core.board.TaskBoard;
import ru.fitcrm.hub.core.board.TaskDesk;
import ru.fitcrm.hub.core.board.TaskQuery;
import ru.fitcrm.hub.core.board.TaskStatuses;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Cards of the board. */
@Masked(texts = false)
@RestController
@RequestMapping("/api/v1/clubs/{club}/tasks")
@Tag(name = "tasks")
final class TasksApi {

  private final TaskBoard board;
  private final TaskDesk desk;
  private final TaskStatuses statuses;
  private final CardHistory history;
  private final AddTask addTask;
  private final ChangeTask changeTask;
  private final Idempotency idempotency;

  TasksApi(
      TaskBoard board,
      TaskDesk desk,
      TaskStatuses statuses,
      CardHistory history,
      AddTask addTask,
      ChangeTask changeTask,
      Idempotency idempotency) {
    this.board = board;
    this.desk = desk;
    this.statuses = statuses;
    this.history = history;
    this.addTask = addTask;
    this.changeTask = changeTask;
    this.idempotency = idempotency;
  }

  /**
   * @param status id or name
   * @param q part of a name, or digits of a number
   * @param closed closed cards instead of open ones
   */
  @GetMapping
  Listing<Task> list(
      InClub club,
      @RequestParam(required = false) @Nullable BoardColumn column,
      @RequestParam(required = false) @Nullable Long branch,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable Long responsible,
      @RequestParam(required = false) @Nullable Long clientId,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(defaultValue = "false") boolean closed,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = PageRequest.of(cursor, limit);
    return club.in(
        () -> {
          Long statusId = status == null ? null : Long.valueOf(statuses.named(status).id());
          TaskQuery query =
              new TaskQuery(
                  column,
                  branch,
                  statusId,
                  responsible,
                  clientId,
                  q,
                  KeepMasked.mayFindBy(club.who(), q, club.region()),
                  closed);
          return Answers.page(board.list(query, page, desk.day(club.club())), page, Task::id);
        });
  }

  @PostMapping
  ResponseEntity<?> add(
      InClub club,
      @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String key,
      @RequestBody TaskRequest request) {
    return idempotency.once(club, key, "POST tasks", request, () -> made(club, request));
  }

  private ResponseEntity<Task> made(InClub club, TaskRequest request) {
    Task made = addTask.add(club, request);
    return Answers.made(club.path() + "/tasks/" + made.id(), made, made.version());
  }

  @GetMapping("/{id}")
  ResponseEntity<Task> get(InClub club, @PathVariable long id) {
    return shown(club.in(() -> board.get(id, desk.day(club.club()))));
  }

  /** Besides the card's own fields, {@code column} does what a drag to it does. */
  @PatchMapping(
      path = "/{id}",
      consumes = {MergePatch.TYPE, MediaType.APPLICATION_JSON_VALUE})
  ResponseEntity<Task> change(
      InClub club,
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody ObjectNode patch) {
    return shown(changeTask.change(club, id, IfMatch.of(ifMatch), patch));
  }

  /** Lines of the card's and its person's history, the newest first. */
  @GetMapping("/{id}/comments")
  Listing<CardHistory.Line> comments(
      InClub club,
      @PathVariable long id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = PageRequest.of(cursor, limit == null ? CardHistory.NEWEST : limit);
    return club.in(
        () -> {
          Long client = board.get(id, desk.day(club.club())).clientId();
          return Answers.page(history.of(id, client, page), page, CardHistory.Line::id);
        });
  }

  private static ResponseEntity<Task> shown(Task task) {
    return Answers.one(task, task.version());
  }
}
