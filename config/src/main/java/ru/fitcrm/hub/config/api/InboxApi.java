package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
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
import ru.fitcrm.hub.core.inbox.Inbox;
import ru.fitcrm.hub.core.inbox.InboxMessage;
import ru.fitcrm.hub.core.inbox.InboxQuery;
import ru.fitcrm.hub.core.inbox.InboxState;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;

/** What came in from outside, the newest first, and what became of it. */
@RestController
@RequestMapping("/api/v1/clubs/{club}/inbox")
@Tag(name = "inbox")
final class InboxApi {

  private final Inbox inbox;
  private final SettingsAudit audit;

  InboxApi(Inbox inbox, SettingsAudit audit) {
    this.inbox = inbox;
    this.audit = audit;
  }

  /**
   * @param connection id of the connection it came to
   * @param from first moment of receipt: a time with its zone, or a date
   * @param to the moment before which it must have come
   * @param externalId the sender's own id
   */
  @ForAdmins
  @GetMapping
  Listing<InboxMessage> list(
      InClub club,
      @RequestParam(required = false) @Nullable Long connection,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable InboxState state,
      @RequestParam(required = false) @Nullable String phone,
      @RequestParam(required = false) @Nullable Long clientId,
      @RequestParam(required = false) @Nullable String externalId,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = PageRequest.of(cursor, limit);
    InboxQuery query =
        new InboxQuery(
            connection,
            kind,
            state,
            phone == null ? null : Asked.phone(phone, club.region()),
            clientId,
            externalId,
            Asked.time("from", from, club.club().zone()),
            Asked.time("to", to, club.club().zone()));
    return Answers.page(club.in(() -> inbox.list(query, page)), page, InboxMessage::id);
  }

  @ForAdmins
  @GetMapping("/{id}")
  InboxMessage get(InClub club, @PathVariable long id) {
    return club.in(() -> inbox.get(id));
  }

  /** What came, to the byte. It may hold people's data: who looked is written down. */
  @ForAdmins
  @GetMapping("/{id}/body")
  ResponseEntity<byte[]> body(InClub club, @PathVariable long id) {
    Optional<RawBody> body =
        club.in(
            () -> {
              Optional<RawBody> found = inbox.body(inbox.get(id).id());
              audit.write(club, "inbox", "viewed", id);
              return found;
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

  /** Has a message that was rejected or failed tried again. */
  @ForAdmins
  @PostMapping("/{id}/replay")
  ResponseEntity<InboxMessage> replay(InClub club, @PathVariable long id) {
    InboxMessage waiting =
        club.in(
            () -> {
              InboxMessage message = inbox.replay(id);
              audit.write(club, "inbox", "replayed", id);
              return message;
            });
    return ResponseEntity.accepted().body(waiting);
  }
}
