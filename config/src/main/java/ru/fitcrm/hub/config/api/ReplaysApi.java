package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.HandlerMapping;
import ru.fitcrm.hub.core.box.BoxQuery;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.replay.Replay;
import ru.fitcrm.hub.core.replay.Replays;

/** Replays of many messages of a box by filter: begin, watch, stop. For administrators. */
@RestController
@RequestMapping({"/api/v1/clubs/{club}/inbox/replays", "/api/v1/clubs/{club}/outbox/replays"})
@Tag(name = "replays")
final class ReplaysApi {

  private final Replays replays;

  ReplaysApi(Replays replays) {
    this.replays = replays;
  }

  /**
   * Which messages: as the parameters of the list say it.
   *
   * @param state one only; absent: those that failed
   * @param phone any spelling
   * @param from a time with its zone, or a date
   */
  record Filter(
      @Nullable Long connection,
      @Nullable String kind,
      @Nullable String state,
      @Nullable String phone,
      @Nullable Long clientId,
      @Nullable String ref,
      @Nullable String externalId,
      @Nullable String from,
      @Nullable String to) {

    static final Filter ALL = new Filter(null, null, null, null, null, null, null, null, null);

    BoxQuery read(InClub club) {
      return new BoxQuery(
          connection,
          kind,
          state,
          phone == null ? null : Asked.phone(phone, club.region()),
          clientId,
          ref,
          externalId,
          Asked.time("filter.from", from, club.club().zone()),
          Asked.time("filter.to", to, club.club().zone()));
    }
  }

  /**
   * What is asked for.
   *
   * @param cap at most so many messages, the oldest first; 1000 if left out
   * @param again whether messages that are done go again, if the filter names their state
   * @param dryRun true: they are counted, nothing is replayed
   */
  record NewReplay(
      @Nullable Filter filter,
      @Nullable Integer cap,
      @Nullable Boolean again,
      @Nullable Boolean dryRun) {

    Replays.Wish wish(InClub club) {
      return new Replays.Wish(
          (filter == null ? Filter.ALL : filter).read(club), cap, Boolean.TRUE.equals(again));
    }
  }

  /** How many a replay would find. */
  record Count(long matched) {}

  @ForAdmins
  @PostMapping
  ResponseEntity<?> begin(InClub club, HttpServletRequest http, @RequestBody NewReplay request) {
    String box = box(http);
    Replays.Wish wish = request.wish(club);
    if (Boolean.TRUE.equals(request.dryRun())) {
      return ResponseEntity.ok(new Count(club.in(() -> replays.count(box, wish))));
    }
    Replay begun = club.in(() -> replays.start(box, wish, club.author()));
    URI place = URI.create(club.path() + "/" + box + "/replays/" + begun.id());
    return ResponseEntity.accepted().location(place).body(begun);
  }

  /** The newest first. */
  @ForAdmins
  @GetMapping
  Listing<Replay> list(
      InClub club,
      HttpServletRequest http,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = PageRequest.of(cursor, limit);
    List<Replay> rows = club.in(() -> replays.list(box(http), page));
    return Answers.page(rows, page, Replay::id);
  }

  @ForAdmins
  @GetMapping("/{id}")
  Replay get(InClub club, HttpServletRequest http, @PathVariable long id) {
    return club.in(() -> replays.get(box(http), id));
  }

  /** Takes no more; what was replayed so far goes on. */
  @ForAdmins
  @DeleteMapping("/{id}")
  Replay stop(InClub club, HttpServletRequest http, @PathVariable long id) {
    return club.in(() -> replays.stop(box(http), id, club.author()));
  }

  /** By the address, so that it never is the id of a message. */
  private static String box(HttpServletRequest http) {
    Object pattern = http.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    return String.valueOf(pattern).contains("/outbox/") ? "outbox" : "inbox";
  }
}
