package ru.fitcrm.hub.config.console.task;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.config.security.KeepMasked;
import ru.fitcrm.hub.core.board.Task;
import ru.fitcrm.hub.core.board.TaskBoard;
import ru.fitcrm.hub.core.board.TaskDesk;
import ru.fitcrm.hub.core.board.TaskEdit;
import ru.fitcrm.hub.core.board.TaskStatuses;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDesk;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.ClientEdit;
import ru.fitcrm.hub.core.platform.StaleVersion;

/** Saves a card's form: the card, a comment, the client's name. Runs inside the club's gate. */
@Component
class SaveCard {

  private final TaskBoard board;
  private final TaskDesk desk;
  private final TaskStatuses statuses;
  private final ClientDirectory directory;
  private final ClientDesk clients;

  SaveCard(
      TaskBoard board,
      TaskDesk desk,
      TaskStatuses statuses,
      ClientDirectory directory,
      ClientDesk clients) {
    this.board = board;
    this.desk = desk;
    this.statuses = statuses;
    this.directory = directory;
    this.clients = clients;
  }

  /**
   * @throws StaleVersion if the card, or the name, was changed since the form was shown
   */
  void save(Visit visit, long id, TaskForm form) {
    Task before = board.get(id, desk.day(visit.club()));
    Long client = before.clientId();
    Long employee = client == null ? null : directory.get(client).responsibleId();
    KeepMasked.take(visit.user(), employee, before.responsibleId(), form.responsible());
    desk.update(visit.club(), id, edit(before, form), form.version(), visit.user().name());
    if (client != null && form.renames()) {
      rename(visit, client, form);
    }
  }

  /** A card opened again under a final status would close at once: it goes back unsorted. */
  private TaskEdit edit(Task before, TaskForm form) {
    TaskEdit edit = form.edit();
    Long status = edit.status();
    boolean reopens = before.closedAt() != null && !form.closed();
    if (!reopens || status == null || !statuses.get(status).isFinal()) {
      return edit;
    }
    return new TaskEdit(
        edit.reason(),
        edit.nextStep(),
        edit.dueOn(),
        edit.dueTime(),
        null,
        edit.responsibleId(),
        edit.branchId(),
        edit.comment(),
        false);
  }

  private void rename(Visit visit, long id, TaskForm form) {
    Client client = directory.get(id);
    @Nullable String seen = TaskForm.clean(form.nameBefore());
    if (!Objects.equals(TaskForm.clean(client.name()), seen)) {
      throw new StaleVersion("client", id, client.version() - 1, client.version());
    }
    ClientEdit now = client.edit();
    ClientEdit renamed =
        new ClientEdit(
            form.name(),
            now.phones(),
            now.email(),
            now.birthDate(),
            now.branchId(),
            now.responsibleId(),
            now.familyParentId(),
            now.source());
    clients.update(visit.club(), id, renamed, client.version());
  }
}
