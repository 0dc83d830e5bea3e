package ru.fitcrm.hub.config.console.task;

import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import ru.fitcrm.hub.core.board.Task;
import ru.fitcrm.hub.core.board.TaskEdit;

/**
 * What stands in the form of an open card.
 *
 * @param version of the card the person saw
 * @param nameBefore the client's name the person saw
 * @param closed whether the card is to be closed after saving
 */
record TaskForm(
    long version,
    @Nullable String name,
    @Nullable String nameBefore,
    @Nullable String nextStep,
    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate dueOn,
    @DateTimeFormat(iso = DateTimeFormat.ISO.TIME) @Nullable LocalTime dueTime,
    @Nullable Long status,
    @Nullable Long responsible,
    @Nullable Long branch,
    @Nullable String comment,
    boolean closed) {

  static TaskForm of(Task card) {
    return new TaskForm(
        card.version(),
        card.clientName(),
        card.clientName(),
        card.nextStep(),
        card.dueOn(),
        card.dueTime(),
        card.status(),
        card.responsibleId(),
        card.branchId(),
        null,
        card.closedAt() != null);
  }

  /** The same as typed, for the card as it stands now. */
  TaskForm against(Task card) {
    return new TaskForm(
        card.version(),
        name,
        card.clientName(),
        nextStep,
        dueOn,
        dueTime,
        status,
        responsible,
        branch,
        comment,
        card.closedAt() != null);
  }

  TaskEdit edit() {
    return new TaskEdit(
        null, clean(nextStep), dueOn, dueTime, status, responsible, branch, comment, closed);
  }

  boolean renames() {
    return clean(name) != null && !String.valueOf(clean(name)).equals(clean(nameBefore));
  }

  static @Nullable String clean(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
