package ru.fitcrm.hub.config.console.box;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.access.Sight;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.box.BoxQuery;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.journal.JournalReader;
import ru.fitcrm.hub.core.message.Message;
import ru.fitcrm.hub.core.message.MessageLog;
import ru.fitcrm.hub.core.outbox.Outbox;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.OutboxState;
import ru.fitcrm.hub.core.outbox.ReplayMessage;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;

/** «Исходящие»: what must go out or did, one message's page, and sending it again. */
@Controller
class OutboxPage {

  private static final String BOX = "outbox";

  private final ClubGate gate;
  private final Outbox outbox;
  private final ReplayMessage replay;
  private final JournalReader journal;
  private final MessageLog messages;
  private final Connections connections;
  private final AuditLog audit;
  private final ShowBox show;

  OutboxPage(
      ClubGate gate,
      Outbox outbox,
      ReplayMessage replay,
      JournalReader journal,
      MessageLog messages,
      Connections connections,
      AuditLog audit,
      ShowBox show) {
    this.gate = gate;
    this.outbox = outbox;
    this.replay = replay;
    this.journal = journal;
    this.messages = messages;
    this.connections = connections;
    this.audit = audit;
    this.show = show;
  }

  @GetMapping("/{club}/outbox")
  String list(
      Visit visit,
      BoxFilter filter,
      @RequestParam(required = false) @Nullable String cursor,
      Model model) {
    PageRequest page = PageRequest.of(cursor, ShowBox.ROWS);
    BoxQuery query = filter.among(OutboxState.values(), visit.club().region(), visit.club().zone());
    return gate.inClub(
        visit.club().clubId(),
        () -> {
          Listing<OutboxMessage> found =
              Listing.of(outbox.list(query, page), ShowBox.ROWS, OutboxMessage::id);
          List<BoxRow> rows =
              found.items().stream().map(one -> BoxRow.of(one, visit.say())).toList();
          return show.list(
              BOX, visit, filter, new Listing<>(rows, found.next()), OutboxState.values(), model);
        });
  }

  @GetMapping("/{club}/outbox/{id}")
  String one(Visit visit, @PathVariable long id, Model model) {
    gate.runInClub(visit.club().clubId(), () -> fill(visit, id, model));
    return "console/box-message";
  }

  private void fill(Visit visit, long id, Model model) {
    OutboxMessage message = outbox.get(id);
    BoxRow row = BoxRow.of(message, visit.say());
    Long event = message.eventId();
    Long text = message.messageId();
    model.addAttribute("box", BOX);
    model.addAttribute("row", row);
    model.addAttribute("ended", message.settledAt());
    model.addAttribute("headers", Map.of());
    model.addAttribute("attempts", outbox.attempts(id));
    model.addAttribute("cause", event == null ? null : journal.find(event).orElse(null));
    model.addAttribute("events", text == null ? List.of() : journal.about("message", text));
    if (text != null) {
      Message said = messages.get(text);
      model.addAttribute("message", said);
      model.addAttribute("saidText", Sight.of(visit.user()).text(said.text()));
    }
    model.addAttribute("bodyRemovedAt", outbox.bodyRemovedAt(id).orElse(null));
    model.addAttribute("hasBody", !message.body().isEmpty());
    model.addAttribute("names", show.names());
    model.addAttribute("people", show.people(List.of(row)));
  }

  /** What it says. Who looked is written down. */
  @GetMapping("/{club}/outbox/{id}/body")
  String body(Visit visit, @PathVariable long id, Model model) {
    visit.requireAdmin();
    JsonNode body =
        gate.inClub(
            visit.club().clubId(),
            () -> {
              OutboxMessage message = outbox.get(id);
              audit.write(
                  visit.user().name(), "outbox-message.viewed", "outbox-message", id, Map.of());
              return connections.hideSecrets(message.connectionId()).json(message.body());
            });
    model.addAttribute("body", body.isEmpty() ? null : ReadableBody.of(body));
    return "console/box-message :: raw";
  }

  @PostMapping("/{club}/outbox/{id}/replay")
  String replay(Visit visit, @PathVariable long id) {
    visit.requireAdmin();
    try {
      gate.runInClub(
          visit.club().clubId(),
          () -> {
            OutboxMessage unused = replay.replay(id, visit.user().name());
            audit.write(
                visit.user().name(), "outbox-message.replayed", "outbox-message", id, Map.of());
          });
      return "redirect:" + visit.at("/outbox/" + id + "?again");
    } catch (Conflict not) {
      return "redirect:" + visit.at("/outbox/" + id + "?trouble=" + not.code());
    }
  }
}
