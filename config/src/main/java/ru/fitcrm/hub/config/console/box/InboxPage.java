package ru.fitcrm.hub.config.console.box;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import ru.fitcrm.hub.core.connection.HideSecrets;
import ru.fitcrm.hub.core.inbox.Inbox;
import ru.fitcrm.hub.core.inbox.InboxMessage;
import ru.fitcrm.hub.core.inbox.InboxState;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.inbox.ReplayReceived;
import ru.fitcrm.hub.core.journal.JournalEvent;
import ru.fitcrm.hub.core.journal.JournalReader;
import ru.fitcrm.hub.core.message.MessageLog;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;

/** «Входящие»: what came from outside, one message's page, and having it applied again. */
@Controller
class InboxPage {

  private static final String BOX = "inbox";

  private final ClubGate gate;
  private final Inbox inbox;
  private final ReplayReceived replay;
  private final JournalReader journal;
  private final MessageLog messages;
  private final Connections connections;
  private final AuditLog audit;
  private final ShowBox show;

  InboxPage(
      ClubGate gate,
      Inbox inbox,
      ReplayReceived replay,
      JournalReader journal,
      MessageLog messages,
      Connections connections,
      AuditLog audit,
      ShowBox show) {
    this.gate = gate;
    this.inbox = inbox;
    this.replay = replay;
    this.journal = journal;
    this.messages = messages;
    this.connections = connections;
    this.audit = audit;
    this.show = show;
  }

  @GetMapping("/{club}/inbox")
  String list(
      Visit visit,
      BoxFilter filter,
      @RequestParam(required = false) @Nullable String cursor,
      Model model) {
    PageRequest page = PageRequest.of(cursor, ShowBox.ROWS);
    BoxQuery query = filter.among(InboxState.values(), visit.club().region(), visit.club().zone());
    return gate.inClub(
        visit.club().clubId(),
        () -> {
          Listing<InboxMessage> found =
              Listing.of(inbox.list(query, page), ShowBox.ROWS, InboxMessage::id);
          List<BoxRow> rows =
              found.items().stream().map(one -> BoxRow.of(one, visit.say())).toList();
          return show.list(
              BOX, visit, filter, new Listing<>(rows, found.next()), InboxState.values(), model);
        });
  }

  @GetMapping("/{club}/inbox/{id}")
  String one(Visit visit, @PathVariable long id, Model model) {
    gate.runInClub(visit.club().clubId(), () -> fill(visit, id, model));
    return "console/box-message";
  }

  private void fill(Visit visit, long id, Model model) {
    InboxMessage message = inbox.get(id);
    BoxRow row = BoxRow.of(message, visit.say());
    Long appliedIn = message.appliedIn();
    model.addAttribute("box", BOX);
    model.addAttribute("row", row);
    model.addAttribute("ended", message.appliedAt());
    HideSecrets hide = connections.hideSecrets(message.connectionId());
    model.addAttribute("headers", hide.headers(inbox.headers(id)));
    model.addAttribute("attempts", inbox.attempts(id));
    List<JournalEvent> events = appliedIn == null ? List.of() : journal.madeIn(appliedIn);
    model.addAttribute("events", events);
    model.addAttribute("written", written(events, Sight.of(visit.user())));
    model.addAttribute("bodyRemovedAt", message.bodyRemovedAt());
    model.addAttribute("hasBody", message.state() != InboxState.DUPLICATE);
    model.addAttribute("names", show.names());
    model.addAttribute("people", show.people(List.of(row)));
  }

  /** What people wrote, as the reader may see it; empty for what has no words. */
  private List<String> written(List<JournalEvent> events, Sight sight) {
    return events.stream()
        .filter(event -> event.type().equals("message.received"))
        .map(event -> messages.get(event.subject().id()).text())
        .map(text -> text == null ? "" : String.valueOf(sight.text(text)))
        .toList();
  }

  /** What came. Who looked is written down. */
  @GetMapping("/{club}/inbox/{id}/body")
  String body(Visit visit, @PathVariable long id, Model model) {
    visit.requireAdmin();
    Optional<RawBody> body =
        gate.inClub(
            visit.club().clubId(),
            () -> {
              InboxMessage message = inbox.get(id);
              audit.write(visit.user().name(), "inbox.viewed", "inbox", message.id(), Map.of());
              HideSecrets hide = connections.hideSecrets(message.connectionId());
              return inbox.body(id).map(hide::body);
            });
    model.addAttribute("body", body.map(ReadableBody::of).orElse(null));
    return "console/box-message :: raw";
  }

  @PostMapping("/{club}/inbox/{id}/replay")
  String replay(Visit visit, @PathVariable long id) {
    visit.requireAdmin();
    try {
      gate.runInClub(
          visit.club().clubId(),
          () -> {
            InboxMessage unused = replay.replay(id, false, visit.user().name());
            audit.write(visit.user().name(), "inbox.replayed", "inbox", id, Map.of());
          });
      return "redirect:" + visit.at("/inbox/" + id + "?again");
    } catch (Conflict not) {
      return "redirect:" + visit.at("/inbox/" + id + "?trouble=" + not.code());
    }
  }
}
