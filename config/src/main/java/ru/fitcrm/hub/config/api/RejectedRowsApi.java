package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.sync.RejectedRow;
import ru.fitcrm.hub.core.sync.RejectedRows;
import ru.fitcrm.hub.core.sync.RetryRejected;

/** Rows of a club's system that could not be taken, with the cell at fault and the fix. */
@Masked
@RestController
@RequestMapping("/api/v1/clubs/{club}/rejected-rows")
@Tag(name = "sync")
final class RejectedRowsApi {

  private final RejectedRows rejected;
  private final RetryRejected retry;
  private final SettingsAudit audit;

  RejectedRowsApi(RejectedRows rejected, RetryRejected retry, SettingsAudit audit) {
    this.rejected = rejected;
    this.retry = retry;
    this.audit = audit;
  }

  /**
   * @param taken whether it was taken now
   * @param row what is wrong with it still, null when it was taken
   */
  record Retried(boolean taken, @Nullable RejectedRow row) {}

  @GetMapping
  Listing<RejectedRow> list(
      InClub club,
      @RequestParam(required = false) @Nullable Long connection,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = PageRequest.of(cursor, limit);
    return Answers.page(club.in(() -> rejected.list(connection, page)), page, RejectedRow::id);
  }

  @GetMapping("/{id}")
  RejectedRow get(InClub club, @PathVariable long id) {
    return club.in(() -> rejected.find(id).orElseThrow(() -> new NotFound("rejected row", id)));
  }

  /** Takes the row again as it was told. */
  @ForAdmins
  @PostMapping("/{id}/retry")
  Retried retry(InClub club, @PathVariable long id) {
    return club.in(
        () -> {
          var unused = retry.retry(id);
          audit.write(club, "rejected-row", "retried", id);
          RejectedRow still = rejected.find(id).orElse(null);
          return new Retried(still == null, still);
        });
  }
}
