package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.config.sync.AskForSync;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.sync.Applied;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.Hearing;
import ru.fitcrm.hub.core.sync.SyncDesk;
import ru.fitcrm.hub.core.sync.SyncRun;
import ru.fitcrm.hub.core.sync.SyncRuns;

/** Readings of a club's system of record: asked for, watched, stopped, gone on with. */
@RestController
@RequestMapping("/api/v1/clubs/{club}")
@Tag(name = "sync")
final class SyncApi {

  private static final String ENTITY = "sync-run";

  private final AskForSync ask;
  private final SyncDesk desk;
  private final SyncRuns runs;
  private final SettingsAudit audit;

  SyncApi(AskForSync ask, SyncDesk desk, SyncRuns runs, SettingsAudit audit) {
    this.ask = ask;
    this.desk = desk;
    this.runs = runs;
    this.audit = audit;
  }

  /**
   * @param mode FULL, CHANGES, PEOPLE (everybody known, one by one) or COMPARE
   */
  record NewRun(ClubSystem.@Nullable Mode mode) {}

  /**
   * A reading.
   *
   * @param hearing HISTORY and CATCHING_UP make no events but one {@code sync.finished}
   * @param stopWanted it stops after the page it is at
   * @param total rows in all, where the system tells it
   * @param counts by entity
   * @param secondsLeft null where the system does not tell how much there is
   * @param troubleCode why it lies or went wrong; a RUNNING run with one goes on by itself
   */
  record Shown(
      long id,
      long connectionId,
      ClubSystem.Mode mode,
      SyncRun.State state,
      Hearing hearing,
      boolean stopWanted,
      int pages,
      @Nullable Long total,
      long read,
      long changed,
      long unchanged,
      long waiting,
      long rejected,
      Map<String, Applied.Counts> counts,
      @Nullable Long rowsPerSecond,
      @Nullable Long secondsLeft,
      long workedMs,
      @Nullable String troubleCode,
      @Nullable String trouble,
      @Nullable String startedBy,
      Instant startedAt,
      Instant updatedAt,
      @Nullable Instant endedAt) {

    static Shown of(SyncRun run) {
      Applied.Counts all = run.sum();
      java.time.Duration left = run.left();
      return new Shown(
          run.id(),
          run.connectionId(),
          run.mode(),
          run.state(),
          run.hearing(),
          run.stopWanted(),
          run.pages(),
          run.total(),
          all.read(),
          all.changed(),
          all.unchanged(),
          all.waiting(),
          all.rejected(),
          run.counts(),
          run.rowsPerSecond(),
          left == null ? null : Long.valueOf(left.toSeconds()),
          run.worked().toMillis(),
          run.troubleCode(),
          run.trouble(),
          run.startedBy(),
          run.startedAt(),
          run.updatedAt(),
          run.endedAt());
    }
  }

  /** Asks for a reading now; whichever node owns the connection begins within a second. */
  @ForAdmins
  @PostMapping("/connections/{id}/sync")
  ResponseEntity<Shown> ask(InClub club, @PathVariable long id, @RequestBody NewRun request) {
    ClubSystem.Mode mode = request.mode();
    if (mode == null) {
      throw new InvalidInput(
          "mode", "required", "mode is required: FULL, CHANGES, PEOPLE or COMPARE");
    }
    if (mode == ClubSystem.Mode.REFETCH) {
      throw new InvalidInput(
          "mode", "field.invalid", "Rows that differ are read again by POST drift/refetch");
    }
    return accepted(
        club,
        club.in(
            () -> {
              SyncRun run = ask.ask(id, mode, club.author());
              audit.write(club, "connection", "sync-asked", id);
              return run;
            }));
  }

  /** The newest first. */
  @GetMapping("/sync-runs")
  Listing<Shown> list(
      InClub club,
      @RequestParam(required = false) @Nullable Long connection,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = PageRequest.of(cursor, limit);
    List<Shown> list = club.in(() -> runs.list(connection, page)).stream().map(Shown::of).toList();
    return Answers.page(list, page, Shown::id);
  }

  @GetMapping("/sync-runs/{id}")
  Shown get(InClub club, @PathVariable long id) {
    return Shown.of(club.in(() -> runs.get(id)));
  }

  /** Stops a run after the page it is at; what it took stays. */
  @ForAdmins
  @DeleteMapping("/sync-runs/{id}")
  ResponseEntity<Shown> stop(InClub club, @PathVariable long id) {
    return accepted(
        club,
        club.in(
            () -> {
              SyncRun run = desk.stop(id);
              audit.write(club, ENTITY, "stopped", id);
              return run;
            }));
  }

  /** Lets a stopped or failed run go on where it was. */
  @ForAdmins
  @PostMapping("/sync-runs/{id}/resume")
  ResponseEntity<Shown> resume(InClub club, @PathVariable long id) {
    return accepted(
        club,
        club.in(
            () -> {
              SyncRun run = desk.resume(id, club.author());
              audit.write(club, ENTITY, "resumed", id);
              return run;
            }));
  }

  private static ResponseEntity<Shown> accepted(InClub club, SyncRun run) {
    return ResponseEntity.status(HttpStatus.ACCEPTED)
        .header("Location", club.path() + "/sync-runs/" + run.id())
        .body(Shown.of(run));
  }
}
