package ru.fitcrm.hub.config.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.config.security.KeepMasked;
import ru.fitcrm.hub.core.board.BoardColumn;
import ru.fitcrm.hub.core.board.Task;
import ru.fitcrm.hub.core.board.TaskBoard;
import ru.fitcrm.hub.core.board.TaskDesk;
import ru.fitcrm.hub.core.board.TaskEdit;
import ru.fitcrm.hub.core.board.TaskStatuses;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** Changes a card by a merge patch; {@code column} in it moves the card, after everything else. */
@Component
final class ChangeTask {

  private final TaskBoard board;
  private final TaskDesk desk;
  private final TaskStatuses statuses;
  private final ClientDirectory clients;
  private final MergePatch patches;

  ChangeTask(
      TaskBoard board,
      TaskDesk desk,
      TaskStatuses statuses,
      ClientDirectory clients,
      MergePatch patches) {
    this.clients = clients;
    this.board = board;
    this.desk = desk;
    this.statuses = statuses;
    this.patches = patches;
  }

  Task change(InClub club, long id, IfMatch wanted, ObjectNode patch) {
    BoardColumn target = column(patch.get("column"));
    return wanted.change(
        club,
        () -> read(club, id).version(),
        version -> {
          Task changed = edit(club, id, version, patch);
          return target == null
              ? changed
              : desk.move(club.club(), id, target, changed.version(), club.author());
        });
  }

  private Task edit(InClub club, long id, long version, ObjectNode patch) {
    ObjectNode fields = patch.deepCopy();
    boolean moved = fields.remove("column") != null;
    Task now = read(club, id);
    if (moved && fields.isEmpty() && now.version() == version) {
      return now;
    }
    JsonNode status = fields.get("status");
    if (status != null && !status.isNull()) {
      fields.put("status", statuses.named(status.asText()).id());
    }
    TaskEdit edit = patches.apply(now.edit(), fields, TaskEdit.class);
    Long client = now.clientId();
    Long employee = client == null ? null : clients.get(client).responsibleId();
    KeepMasked.take(club.who(), employee, now.responsibleId(), edit.responsibleId());
    return desk.update(club.club(), id, edit, version, club.author());
  }

  private Task read(InClub club, long id) {
    return board.get(id, desk.day(club.club()));
  }

  private static @Nullable BoardColumn column(@Nullable JsonNode asked) {
    if (asked == null) {
      return null;
    }
    try {
      return BoardColumn.valueOf(asked.asText().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new InvalidInput(
          "column",
          "field.invalid",
          "column must be one of " + Arrays.toString(BoardColumn.values()));
    }
  }
}
