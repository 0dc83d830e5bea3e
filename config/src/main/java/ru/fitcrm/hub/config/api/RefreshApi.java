package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.config.sync.RefreshClient;
import ru.fitcrm.hub.core.sync.Applied;
import ru.fitcrm.hub.core.sync.Entity;
import ru.fitcrm.hub.core.sync.RefreshPerson.Refreshed;
import ru.fitcrm.hub.core.sync.Rejection;

/** One client, read again from the club's system. */
@Masked(texts = false)
@RestController
@RequestMapping("/api/v1/clubs/{club}/clients")
@Tag(name = "clients")
final class RefreshApi {

  private final RefreshClient refresh;

  RefreshApi(RefreshClient refresh) {
    this.refresh = refresh;
  }

  /**
   * What came of it.
   *
   * @param found whether the system knows the client
   * @param changed rows that were new or different, of all entities
   * @param counts by entity
   */
  record Shown(
      boolean found,
      long read,
      long changed,
      Map<Entity, Applied.Counts> counts,
      List<Rejection> rejected) {

    static Shown of(Applied applied) {
      Applied.Counts all = applied.total();
      return new Shown(true, all.read(), all.changed(), applied.counts(), applied.rejections());
    }
  }

  /**
   * Asks the system and waits for it. 503 if it does not answer now: nothing was changed, try again
   * later.
   */
  @PostMapping("/{id}/refresh")
  ResponseEntity<?> refresh(InClub club, @PathVariable long id) {
    return switch (refresh.refresh(club.club(), id)) {
      case Refreshed.Told told -> ResponseEntity.ok(Shown.of(told.applied()));
      case Refreshed.Nobody nobody ->
          ResponseEntity.ok(new Shown(false, 0, 0, Map.of(), List.of()));
      case Refreshed.Not not -> {
        var problem =
            Problems.of(
                HttpStatus.SERVICE_UNAVAILABLE, not.trouble().code(), not.trouble().reason());
        yield ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(problem);
      }
    };
  }
}
