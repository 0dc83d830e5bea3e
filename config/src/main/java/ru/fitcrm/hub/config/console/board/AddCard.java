package ru.fitcrm.hub.config.console.board;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.board.NewTask;
import ru.fitcrm.hub.core.board.Task;
import ru.fitcrm.hub.core.board.TaskDesk;
import ru.fitcrm.hub.core.board.TaskEdit;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDesk;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.ReadPhone;
import ru.fitcrm.hub.core.platform.Conflict;

/**
 * «Добавить»: a number of the base leads to its client's card, any other makes a lead with a card.
 * Answers with {@code {address, text}}, or 422 with what is wrong.
 */
@Controller
class AddCard {

  private final ClubGate gate;
  private final ClientDesk clients;
  private final ClientDirectory directory;
  private final TaskDesk desk;

  AddCard(ClubGate gate, ClientDesk clients, ClientDirectory directory, TaskDesk desk) {
    this.gate = gate;
    this.clients = clients;
    this.directory = directory;
    this.desk = desk;
  }

  @PostMapping("/{club}/board/add")
  ResponseEntity<Map<String, String>> add(
      Visit visit,
      @RequestParam String phone,
      @RequestParam(required = false) @Nullable String reason) {
    String number = ReadPhone.read(phone, visit.club().region()).e164OrNull();
    if (number == null) {
      return ResponseEntity.unprocessableEntity()
          .body(Map.of("text", visit.say().text("phone.invalid")));
    }
    try {
      return gate.inClub(visit.club().clubId(), () -> put(visit, number, reason));
    } catch (Conflict full) {
      String text = visit.say().textOr(full.code(), String.valueOf(full.getMessage()));
      return ResponseEntity.status(HttpStatus.CONFLICT).body(Map.of("text", text));
    }
  }

  private ResponseEntity<Map<String, String>> put(
      Visit visit, String number, @Nullable String reason) {
    boolean known = !directory.withNumber(number).isEmpty();
    Client client = clients.findOrAdd(visit.club(), number, "manual");
    TaskEdit edit = new TaskEdit(reason, null, null, null, null, null, null, null, false);
    Task card = desk.add(visit.club(), new NewTask(client.id(), edit, visit.user().name()));
    String text = visit.say().text(known ? "add.known" : "add.new-lead");
    return ResponseEntity.ok(Map.of("address", visit.at("/tasks/" + card.id()), "text", text));
  }
}
