package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.board.TaskStatus;
import ru.fitcrm.hub.core.board.TaskStatusEdit;
import ru.fitcrm.hub.core.board.TaskStatuses;
import ru.fitcrm.hub.core.platform.Listing;

/** A club's own statuses of cards, in its order. */
@RestController
@RequestMapping("/api/v1/clubs/{club}/task-statuses")
@Tag(name = "task-statuses")
final class TaskStatusesApi {

  private final TaskStatuses statuses;
  private final AnswerSettings<TaskStatus> answer;

  TaskStatusesApi(TaskStatuses statuses, SettingsAudit audit) {
    this.statuses = statuses;
    this.answer =
        new AnswerSettings<>(
            new SettingsKind<>(
                "task-status",
                "task-statuses",
                TaskStatus::id,
                TaskStatus::version,
                statuses::get,
                statuses::remove),
            audit);
  }

  /** All of them: a club has few. */
  @GetMapping
  Listing<TaskStatus> list(InClub club) {
    return new Listing<>(club.in(statuses::list), null);
  }

  @ForAdmins
  @PostMapping
  ResponseEntity<TaskStatus> add(InClub club, @RequestBody TaskStatusEdit request) {
    return answer.add(club, () -> statuses.add(request));
  }

  @GetMapping("/{id}")
  ResponseEntity<TaskStatus> get(InClub club, @PathVariable long id) {
    return answer.get(club, id);
  }

  @ForAdmins
  @PutMapping("/{id}")
  ResponseEntity<TaskStatus> change(
      InClub club,
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody TaskStatusEdit request) {
    return answer.change(club, id, ifMatch, version -> statuses.update(id, request, version));
  }

  @ForAdmins
  @DeleteMapping("/{id}")
  ResponseEntity<Void> remove(
      InClub club,
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    return answer.remove(club, id, ifMatch);
  }
}
