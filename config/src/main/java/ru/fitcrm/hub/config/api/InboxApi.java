package ru.fitcrm.hub.config.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.box.BoxQuery;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.HideSecrets;
import ru.fitcrm.hub.core.inbox.Inbox;
import ru.fitcrm.hub.core.inbox.InboxAttempt;
import ru.fitcrm.hub.core.inbox.InboxMessage;
import ru.fitcrm.hub.core.inbox.InboxState;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.inbox.ReplayReceived;
import ru.fitcrm.hub.core.journal.JournalEvent;
import ru.fitcrm.hub.core.journal.JournalReader;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;

/** What came in from outside, the newest first, and what became of it. */
@RestController
@RequestMapping("/api/v1/clubs/{club}/inbox")
@Tag(name = "inbox")
final class InboxApi {

  private final Inbox inbox;
  private final ReplayReceived replay;
  private final JournalReader journal;
  private final Connections connections;
  private final SettingsAudit audit;

  InboxApi(
      Inbox inbox,
      ReplayReceived replay,
      JournalReader journal,
      Connections connections,
      SettingsAudit audit) {
    this.inbox = inbox;
    this.replay = replay;
    this.journal = journal;
    this.connections = connections;
    this.audit = audit;
  }

  /**
   * @param connection id of the connection it came to
   * @param phone any spelling; of whoever it names
   * @param clientId whom it is about or names
   * @param ref an id of 1C it names, of a client, a contract, a payment, a visit or a booking
   * @param externalId the sender's own id
   * @param from first moment of receipt: a time with its zone, or a date
   * @param to the moment before which it must have come
   */
  @Masked
  @GetMapping
  Listing<InboxMessage> list(
      InClub club,
      @RequestParam(required = false) @Nullable Long connection,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable InboxState state,
      @RequestParam(required = false) @Nullable String phone,
      @RequestParam(required = false) @Nullable Long clientId,
      @RequestParam(required = false) @Nullable String ref,
      @RequestParam(required = false) @Nullable String externalId,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = PageRequest.of(cursor, limit);
    BoxQuery query =
        new BoxQuery(
            connection,
            kind,
            state == null ? null : state.name(),
            phone == null ? null : Asked.phone(phone, club.region()),
            clientId,
            ref,
            externalId,
            Asked.time("from", from, club.club().zone()),
            Asked.time("to", to, club.club().zone()));
    return Answers.page(club.in(() -> inbox.list(query, page)), page, InboxMessage::id);
  }

  /**
   * A message with its history.
   *
   * @param headers those that were kept, secrets hidden; none once the body was removed
   * @param tries tries that were no success, and replays; a success is {@code appliedAt}
   * @param events what followed
   */
  record Whole(
      @JsonUnwrapped InboxMessage message,
      Map<String, String> headers,
      List<InboxAttempt> tries,
      List<JournalEvent> events) {}

  @Masked
  @GetMapping("/{id}")
  Whole get(InClub club, @PathVariable long id) {
    return club.in(
        () -> {
          InboxMessage message = inbox.get(id);
          Long appliedIn = message.appliedIn();
          return new Whole(
              message,
              connections.hideSecrets(message.connectionId()).headers(inbox.headers(id)),
              inbox.attempts(id),
              appliedIn == null ? List.of() : journal.madeIn(appliedIn));
        });
  }

  /**
   * What came, to the byte but for the connection's secrets. It may hold people's data: who looked
   * is written down.
   */
  @ForAdmins
  @GetMapping("/{id}/body")
  ResponseEntity<byte[]> body(InClub club, @PathVariable long id) {
    Optional<RawBody> body =
        club.in(
            () -> {
              HideSecrets hide = connections.hideSecrets(inbox.get(id).connectionId());
              audit.write(club, "inbox", "viewed", id);
              return inbox.body(id).map(hide::body);
            });
    return body.map(InboxApi::download)
        .orElseThrow(() -> new NotFound("body of inbox message", id));
  }

  /** Never shown by a browser: what a stranger sent could be a page. */
  private static ResponseEntity<byte[]> download(RawBody body) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(body.bytes());
  }

  /**
   * Has a message that was rejected or failed tried again.
   *
   * @param again whether one that was applied may be applied once more, too
   */
  @ForAdmins
  @PostMapping("/{id}/replay")
  ResponseEntity<InboxMessage> replay(
      InClub club, @PathVariable long id, @RequestParam(defaultValue = "false") boolean again) {
    InboxMessage waiting =
        club.in(
            () -> {
              InboxMessage message = replay.replay(id, again, club.author());
              audit.write(club, "inbox", "replayed", id);
              return message;
            });
    return ResponseEntity.accepted().body(waiting);
  }
}
