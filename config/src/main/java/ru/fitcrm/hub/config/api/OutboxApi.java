package ru.fitcrm.hub.config.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.box.BoxQuery;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.journal.JournalEvent;
import ru.fitcrm.hub.core.journal.JournalReader;
import ru.fitcrm.hub.core.outbox.Attempt;
import ru.fitcrm.hub.core.outbox.Outbox;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.OutboxState;
import ru.fitcrm.hub.core.outbox.ReplayMessage;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;

/** What must go out, or did, with every attempt; a failed message is sent again by a person. */
@RestController
@RequestMapping("/api/v1/clubs/{club}/outbox")
@Tag(name = "outbox")
final class OutboxApi {

  private final Outbox outbox;
  private final ReplayMessage replay;
  private final JournalReader journal;
  private final Connections connections;
  private final SettingsAudit audit;

  OutboxApi(
      Outbox outbox,
      ReplayMessage replay,
      JournalReader journal,
      Connections connections,
      SettingsAudit audit) {
    this.outbox = outbox;
    this.replay = replay;
    this.journal = journal;
    this.connections = connections;
    this.audit = audit;
  }

  /**
   * A message. What it says stays inside: it may hold texts and secrets of links.
   *
   * @param attempts every try with its outcome
   * @param attemptsMade since it was put or replayed, those without a connection not counted
   * @param code why it is in its state, {@code reason} in words
   */
  record Shown(
      long id,
      long connectionId,
      String kind,
      @Nullable Long messageId,
      @Nullable Long eventId,
      @Nullable Long clientId,
      @Nullable String phone,
      String source,
      String sourceId,
      @Nullable String orderKey,
      OutboxState state,
      List<Attempt> attempts,
      int attemptsMade,
      @Nullable Instant nextAttemptAt,
      Instant goodUntil,
      @Nullable String externalId,
      @Nullable String code,
      @Nullable String reason,
      Instant createdAt,
      @Nullable Instant settledAt) {

    static Shown of(OutboxMessage message, List<Attempt> attempts) {
      return new Shown(
          message.id(),
          message.connectionId(),
          message.kind(),
          message.messageId(),
          message.eventId(),
          message.clientId(),
          message.phone(),
          message.source(),
          message.sourceId(),
          message.orderKey(),
          message.state(),
          attempts,
          message.attempts(),
          message.nextAttemptAt(),
          message.goodUntil(),
          message.externalId(),
          message.code(),
          message.reason(),
          message.createdAt(),
          message.settledAt());
    }
  }

  /**
   * @param phone any spelling
   * @param clientId whom it is about
   * @param ref 1C's id, of the person it is about or of the lead it brought
   * @param externalId the receiver's own id
   * @param from first moment it may have been put: a time with its zone, or a date
   * @param to the moment before which it must have been put
   */
  @Masked
  @GetMapping
  Listing<Shown> list(
      InClub club,
      @RequestParam(required = false) @Nullable Long connection,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable OutboxState state,
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
    return club.in(() -> Answers.page(shown(outbox.list(query, page)), page, Shown::id));
  }

  /**
   * A message with what goes with it.
   *
   * @param event what it was put for, null if no event or one that is gone
   * @param events what followed from the text it carries
   * @param bodyRemovedAt when its body was removed because of its age, null while it is there
   */
  record Whole(
      @JsonUnwrapped Shown message,
      @Nullable JournalEvent event,
      List<JournalEvent> events,
      @Nullable Instant bodyRemovedAt) {}

  @Masked
  @GetMapping("/{id}")
  Whole get(InClub club, @PathVariable long id) {
    return club.in(
        () -> {
          OutboxMessage message = outbox.get(id);
          Long event = message.eventId();
          Long text = message.messageId();
          return new Whole(
              shown(message),
              event == null ? null : journal.find(event).orElse(null),
              text == null ? List.of() : journal.about("message", text),
              outbox.bodyRemovedAt(id).orElse(null));
        });
  }

  /** What it says. It may hold people's data: who looked is written down. */
  @ForAdmins
  @GetMapping("/{id}/body")
  ResponseEntity<JsonNode> body(InClub club, @PathVariable long id) {
    JsonNode body =
        club.in(
            () -> {
              OutboxMessage message = outbox.get(id);
              audit.write(club, "outbox-message", "viewed", id);
              return connections.hideSecrets(message.connectionId()).json(message.body());
            });
    if (body.isEmpty()) {
      throw new NotFound("body of outbox message", id);
    }
    return ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").body(body);
  }

  /** Sends a REJECTED, UNKNOWN or EXPIRED message again. */
  @ForAdmins
  @PostMapping("/{id}/replay")
  Shown replay(InClub club, @PathVariable long id) {
    return club.in(
        () -> {
          OutboxMessage waiting = replay.replay(id, club.author());
          audit.write(club, "outbox-message", "replayed", id);
          return shown(waiting);
        });
  }

  /** For the trace of a number; runs inside the club's gate. */
  List<Shown> ofPhone(String e164, PageRequest page) {
    return shown(outbox.list(BoxQuery.ofPhone(e164), page));
  }

  private List<Shown> shown(List<OutboxMessage> messages) {
    Map<Long, List<Attempt>> attempts =
        outbox.attempts(messages.stream().map(OutboxMessage::id).toList());
    return messages.stream()
        .map(one -> Shown.of(one, attempts.getOrDefault(one.id(), List.of())))
        .toList();
  }

  private Shown shown(OutboxMessage message) {
    return Shown.of(message, outbox.attempts(message.id()));
  }
}
