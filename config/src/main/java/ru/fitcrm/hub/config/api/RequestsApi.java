package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.request.Request;
import ru.fitcrm.hub.core.request.RequestKind;
import ru.fitcrm.hub.core.request.RequestLog;
import ru.fitcrm.hub.core.request.RequestQuery;

/** What people wanted of the club, by a form or a message. */
@RestController
@Masked
@RequestMapping("/api/v1/clubs/{club}/requests")
@Tag(name = "requests")
final class RequestsApi {

  private final RequestLog log;
  private final SettingsAudit audit;

  RequestsApi(RequestLog log, SettingsAudit audit) {
    this.log = log;
    this.audit = audit;
  }

  /** What may be changed of a request. */
  record Change(@Nullable Boolean handled) {}

  /**
   * The newest first.
   *
   * @param handled whether somebody has answered
   * @param first people's first requests; {@code repeated=true} asks for the others
   * @param source for example {@code sms} or {@code tilda}
   * @param kind MESSAGE or FORM
   * @param from received then or later: a time with its zone, or a date
   * @param to received before
   */
  @GetMapping
  Listing<Request> list(
      InClub club,
      @RequestParam(required = false) @Nullable Boolean handled,
      @RequestParam(required = false) @Nullable Boolean first,
      @RequestParam(required = false) @Nullable Boolean repeated,
      @RequestParam(required = false) @Nullable String source,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable Long clientId,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = PageRequest.of(cursor, limit);
    RequestQuery asked =
        new RequestQuery(
            handled,
            first(first, repeated),
            source,
            Asked.oneOf("kind", kind, RequestKind.class),
            clientId,
            Asked.time("from", from, club.club().zone()),
            Asked.time("to", to, club.club().zone()));
    List<Request> rows = club.in(() -> log.list(asked, page));
    return Answers.page(rows, page, Request::id);
  }

  private static @Nullable Boolean first(@Nullable Boolean first, @Nullable Boolean repeated) {
    if (first != null || repeated == null) {
      return first;
    }
    return !repeated;
  }

  @GetMapping("/{id}")
  Request get(InClub club, @PathVariable long id) {
    return club.in(() -> log.get(id));
  }

  /** Says that somebody has answered, or that nobody has after all. */
  @PatchMapping(
      path = "/{id}",
      consumes = {MergePatch.TYPE, MediaType.APPLICATION_JSON_VALUE})
  Request change(InClub club, @PathVariable long id, @RequestBody Change request) {
    Boolean handled = request.handled();
    if (handled == null) {
      throw new InvalidInput("handled", "required", "handled is required: true or false");
    }
    return club.in(
        () -> {
          Request changed = log.handle(id, handled, club.author());
          audit.write(club, "request", handled ? "handled" : "reopened", id);
          return changed;
        });
  }
}
