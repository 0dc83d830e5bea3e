package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import ru.fitcrm.hub.config.live.CallStream;
import ru.fitcrm.hub.core.access.Sight;
import ru.fitcrm.hub.core.call.Call;
import ru.fitcrm.hub.core.call.CallChart;
import ru.fitcrm.hub.core.call.CallGap;
import ru.fitcrm.hub.core.call.CallLog;
import ru.fitcrm.hub.core.call.CallQuery;
import ru.fitcrm.hub.core.call.CallStats;
import ru.fitcrm.hub.core.journal.JournalCursor;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Calls, the newest first; internal ones only when asked for by direction. */
@Masked
@RestController
@RequestMapping("/api/v1/clubs/{club}/calls")
@Tag(name = "calls")
final class CallsApi {

  private final CallLog calls;
  private final CallStream stream;

  CallsApi(CallLog calls, CallStream stream) {
    this.calls = calls;
    this.stream = stream;
  }

  @GetMapping
  Listing<Call> list(
      InClub club,
      @ParameterObject CallFilter filter,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = PageRequest.of(cursor, limit);
    CallQuery query = filter.query(club);
    return Answers.page(club.in(() -> calls.list(query, page)), page, Call::id);
  }

  /** The five figures of ended calls; takes the filters of the list. */
  @GetMapping("/stats")
  CallStats stats(InClub club, @ParameterObject CallFilter filter) {
    CallQuery query = filter.query(club);
    return club.in(() -> calls.stats(query));
  }

  /**
   * How many calls ended, by hour of the day or day by day in the club's time; takes the filters of
   * the list.
   *
   * @param by {@code hour} or {@code day}
   */
  @GetMapping("/chart")
  CallChart chart(
      InClub club,
      @ParameterObject CallFilter filter,
      @RequestParam(defaultValue = "hour") String by) {
    CallQuery query = filter.query(club);
    CallChart.By bars = bars(by);
    return club.in(() -> calls.chart(query, bars, club.club().zone()));
  }

  private static CallChart.By bars(String by) {
    return switch (by) {
      case "hour" -> CallChart.By.HOUR;
      case "day" -> CallChart.By.DAY;
      default -> throw new InvalidInput("by", "field.invalid", "by must be hour or day");
    };
  }

  /** Stretches in which a PBX was not heard and has no records: calls may be missing there. */
  @GetMapping("/gaps")
  Listing<CallGap> gaps(
      InClub club,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to) {
    Instant since = Asked.time("from", from, club.club().zone());
    Instant until = Asked.time("to", to, club.club().zone());
    return new Listing<>(club.in(() -> calls.gaps(since, until)), null);
  }

  @GetMapping("/{id}")
  Call get(InClub club, @PathVariable long id) {
    return club.in(() -> calls.get(id));
  }

  /**
   * Calls as they ring, are answered and end, as server-sent events.
   *
   * @param lastEventId where the stream broke off; what happened since comes first
   */
  @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> stream(
      InClub club,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
    return ResponseEntity.ok()
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        // Proxies that gather an answer before they pass it on must not.
        .header("X-Accel-Buffering", "no")
        .body(stream.open(club.club().clubId(), Sight.of(club.who()), cursor(lastEventId)));
  }

  private static @Nullable JournalCursor cursor(@Nullable String lastEventId) {
    if (lastEventId == null || lastEventId.isBlank()) {
      return null;
    }
    return JournalCursor.parse(lastEventId.strip())
        .orElseThrow(
            () ->
                new InvalidInput(
                    "Last-Event-ID",
                    "last-event-id.invalid",
                    "Last-Event-ID must be the id of an event of this stream"));
  }
}
