package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.journal.JournalEvent;
import ru.fitcrm.hub.core.journal.JournalReader;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;

/** The journal of events, and the trace of a number through the hub. */
@RestController
@RequestMapping("/api/v1/clubs/{club}")
@Tag(name = "journal")
final class JournalApi {

  private final JournalReader journal;
  private final TraceNumber trace;

  JournalApi(JournalReader journal, TraceNumber trace) {
    this.journal = journal;
    this.trace = trace;
  }

  /**
   * Events, the oldest first.
   *
   * @param after id of the last event already known; {@code cursor} is the same
   */
  @Masked
  @GetMapping("/events")
  Listing<JournalEvent> events(
      InClub club,
      @RequestParam(required = false) @Nullable Long after,
      @RequestParam(required = false) @Nullable String type,
      @RequestParam(required = false) @Nullable Long clientId,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    String from = cursor == null && after != null ? Long.toString(after) : cursor;
    PageRequest page = PageRequest.of(from, limit);
    return Answers.page(
        club.in(() -> journal.ofClub(page, type, clientId)), page, JournalEvent::id);
  }

  /** All the hub knows of a number, in time order. */
  @Masked
  @GetMapping("/trace")
  Listing<TraceNumber.Item> trace(InClub club, @RequestParam String phone) {
    String e164 = Asked.phone(phone, club.region());
    return new Listing<>(club.in(() -> trace.of(club.club(), e164)), null);
  }
}
