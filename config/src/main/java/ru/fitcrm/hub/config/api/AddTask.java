package ru.fitcrm.hub.config.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.config.security.KeepMasked;
import ru.fitcrm.hub.core.board.NewTask;
import ru.fitcrm.hub.core.board.Task;
import ru.fitcrm.hub.core.board.TaskDesk;
import ru.fitcrm.hub.core.board.TaskEdit;
import ru.fitcrm.hub.core.board.TaskStatuses;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDesk;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.ClientEdit;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** Makes a card for a person or for a phone. Runs inside the club's gate. */
@Component
final class AddTask {

  private static final String SOURCE = "manual";

  private final ClientDirectory directory;
  private final ClientDesk clients;
  private final TaskDesk tasks;
  private final TaskStatuses statuses;

  AddTask(ClientDirectory directory, ClientDesk clients, TaskDesk tasks, TaskStatuses statuses) {
    this.directory = directory;
    this.clients = clients;
    this.tasks = tasks;
    this.statuses = statuses;
  }

  Task add(InClub club, TaskRequest request) {
    String status = request.status();
    Long statusId = status == null ? null : Long.valueOf(statuses.named(status).id());
    long client = clientOf(club, request);
    KeepMasked.take(
        club.who(), directory.get(client).responsibleId(), null, request.responsibleId());
    return tasks.add(club.club(), new NewTask(client, edit(request, statusId), club.author()));
  }

  private static TaskEdit edit(TaskRequest request, @Nullable Long status) {
    return new TaskEdit(
        request.reason(),
        request.nextStep(),
        request.dueOn(),
        request.dueTime(),
        status,
        request.responsibleId(),
        request.branchId(),
        request.comment(),
        false);
  }

  private long clientOf(InClub club, TaskRequest request) {
    Long id = request.clientId();
    String phone = request.phone();
    if ((id == null) == (phone == null)) {
      throw new InvalidInput(
          "phone", "phone.or-client", "give either a phone or a clientId of a person");
    }
    return id == null ? ofPhone(club, String.valueOf(phone), request) : known(id);
  }

  private long known(long id) {
    return directory
        .find(id)
        .map(Client::id)
        .orElseThrow(
            () ->
                new InvalidInput(
                    "clientId", "reference.unknown", "clientId names nobody of this club"));
  }

  private long ofPhone(InClub club, String phone, TaskRequest request) {
    String e164 = Asked.phone(phone, club.region());
    List<Client> known = directory.withNumber(e164);
    return known.isEmpty() ? clients.add(club.club(), lead(e164, request)).id() : known.get(0).id();
  }

  private static ClientEdit lead(String e164, TaskRequest request) {
    return new ClientEdit(
        request.name(),
        List.of(ClientEdit.PhoneEdit.of(e164)),
        null,
        null,
        request.branchId(),
        request.responsibleId(),
        null,
        SOURCE);
  }
}
