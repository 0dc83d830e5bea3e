package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.message.Message;
import ru.fitcrm.hub.core.message.MessageHours;
import ru.fitcrm.hub.core.message.MessageLog;
import ru.fitcrm.hub.core.message.NewText;
import ru.fitcrm.hub.core.message.WriteMessage;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;

/** What the club writes to people and they write back. */
@RestController
@RequestMapping("/api/v1/clubs/{club}")
@Tag(name = "messages")
final class MessagesApi {

  private final MessageLog log;
  private final WriteMessage write;
  private final MessageHours hours;
  private final Idempotency idempotency;
  private final SettingsAudit audit;

  MessagesApi(
      MessageLog log,
      WriteMessage write,
      MessageHours hours,
      Idempotency idempotency,
      SettingsAudit audit) {
    this.log = log;
    this.write = write;
    this.hours = hours;
    this.idempotency = idempotency;
    this.audit = audit;
  }

  /**
   * The newest first.
   *
   * @param clientId with this person only
   * @param phone any spelling; or another address a message went to or came from
   */
  @Masked
  @GetMapping("/messages")
  Listing<Message> list(
      InClub club,
      @RequestParam(required = false) @Nullable Long clientId,
      @RequestParam(required = false) @Nullable String phone,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = PageRequest.of(cursor, limit);
    String e164 = phone == null ? null : Asked.phone(phone, club.region());
    List<Message> rows =
        club.in(() -> clientId == null ? log.list(e164, page) : log.ofClient(clientId, page));
    return Answers.page(rows, page, Message::id);
  }

  @Masked
  @GetMapping("/messages/{id}")
  Message get(InClub club, @PathVariable long id) {
    return club.in(() -> log.get(id));
  }

  /**
   * Writes to a person. Whether and when it is said is decided when it is sent: consent, quiet
   * hours and how much was said already.
   */
  @Masked
  @PostMapping("/messages")
  ResponseEntity<?> write(
      InClub club,
      @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String key,
      @RequestBody NewText request) {
    return idempotency.once(club, key, "POST messages", request, () -> written(club, request));
  }

  private ResponseEntity<Message> written(InClub club, NewText request) {
    Message made = write.write(club.club(), request, club.author());
    return ResponseEntity.created(URI.create(club.path() + "/messages/" + made.id())).body(made);
  }

  /** When the club writes to people, and how much at most. */
  @GetMapping("/message-hours")
  MessageHours.Limits hours(InClub club) {
    return club.in(hours::get);
  }

  @ForAdmins
  @PutMapping("/message-hours")
  MessageHours.Limits setHours(InClub club, @RequestBody MessageHours.Edit request) {
    return club.in(
        () -> {
          MessageHours.Limits set = hours.set(request);
          audit.write(club, "message-hours", "updated", club.club().id());
          return set;
        });
  }
}
