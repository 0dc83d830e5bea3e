package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.sync.DriftBook;
import ru.fitcrm.hub.core.sync.DriftCheck;
import ru.fitcrm.hub.core.sync.DriftDesk;
import ru.fitcrm.hub.core.sync.DriftRow;
import ru.fitcrm.hub.core.sync.SyncRun;

/** Where a club and its system of record do not agree, and reading those rows again. */
@Masked
@RestController
@RequestMapping("/api/v1/clubs/{club}/drift")
@Tag(name = "sync")
final class DriftApi {

  private final DriftBook book;
  private final DriftDesk desk;
  private final SettingsAudit audit;

  DriftApi(DriftBook book, DriftDesk desk, SettingsAudit audit) {
    this.book = book;
    this.desk = desk;
    this.audit = audit;
  }

  /**
   * Rows that differ.
   *
   * @param checks counts and sums of each connection that can be compared, and when it was
   */
  record Shown(List<DriftRow> items, @Nullable String next, List<DriftCheck> checks) {}

  /**
   * @param connectionId may be left out when rows of one connection differ
   */
  record Refetch(@Nullable Long connectionId) {}

  /**
   * @param entity client, contract, payment, visit, booking or shift
   */
  @GetMapping
  Shown list(
      InClub club,
      @RequestParam(required = false) @Nullable Long connection,
      @RequestParam(required = false) @Nullable String entity,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = PageRequest.of(cursor, limit);
    return club.in(
        () -> {
          Listing<DriftRow> rows =
              Answers.page(book.list(connection, entity, page), page, DriftRow::id);
          return new Shown(rows.items(), rows.next(), desk.checks());
        });
  }

  /** Has the differing rows read again; the run's end says what came of it. */
  @ForAdmins
  @PostMapping("/refetch")
  ResponseEntity<SyncApi.Shown> refetch(
      InClub club, @RequestBody(required = false) @Nullable Refetch request) {
    SyncRun run =
        club.in(
            () -> {
              Long connection = request == null ? null : request.connectionId();
              SyncRun asked = desk.refetch(connection, club.author());
              audit.write(club, "connection", "refetch-asked", asked.connectionId());
              return asked;
            });
    return ResponseEntity.status(HttpStatus.ACCEPTED)
        .header("Location", club.path() + "/sync-runs/" + run.id())
        .body(SyncApi.Shown.of(run));
  }
}
