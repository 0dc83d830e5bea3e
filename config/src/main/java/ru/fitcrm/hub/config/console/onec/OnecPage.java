package ru.fitcrm.hub.config.console.onec;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.config.sync.AskForSync;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Connection;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.DriftDesk;
import ru.fitcrm.hub.core.sync.FollowedKinds;
import ru.fitcrm.hub.core.sync.RejectedRow;
import ru.fitcrm.hub.core.sync.RejectedRows;
import ru.fitcrm.hub.core.sync.RetryRejected;
import ru.fitcrm.hub.core.sync.Standing;
import ru.fitcrm.hub.core.sync.SyncDesk;
import ru.fitcrm.hub.core.sync.SyncRun;
import ru.fitcrm.hub.core.sync.SyncRuns;

/** The page «1С»: what is read now, what was read, what could not be taken. For administrators. */
@Controller
class OnecPage {

  private static final PageRequest ALL = new PageRequest(0, PageRequest.MAX_LIMIT);
  private static final PageRequest LAST = new PageRequest(0, 20);
  private static final int COUNTED = 499;

  private final ClubGate gate;
  private final Connections connections;
  private final AskForSync ask;
  private final SyncDesk desk;
  private final SyncRuns runs;
  private final RejectedRows rejected;
  private final RetryRejected retry;
  private final DriftDesk drift;
  private final FollowedKinds kinds;
  private final AuditLog audit;
  private final BusinessClock clock;

  OnecPage(
      ClubGate gate,
      Connections connections,
      AskForSync ask,
      SyncDesk desk,
      SyncRuns runs,
      RejectedRows rejected,
      RetryRejected retry,
      DriftDesk drift,
      FollowedKinds kinds,
      AuditLog audit,
      BusinessClock clock) {
    this.gate = gate;
    this.connections = connections;
    this.ask = ask;
    this.desk = desk;
    this.runs = runs;
    this.rejected = rejected;
    this.retry = retry;
    this.drift = drift;
    this.kinds = kinds;
    this.audit = audit;
    this.clock = clock;
  }

  @GetMapping("/{club}/onec")
  String show(Visit visit, Model model) {
    visit.requireAdmin();
    List<SystemView> systems =
        gate.inClub(
            visit.club().clubId(),
            () ->
                connections.list(ALL).stream()
                    .filter(one -> ask.isRead(one.kind()))
                    .map(this::view)
                    .toList());
    model.addAttribute("systems", systems);
    return "console/onec";
  }

  /** One connection's card, for a page that watches it. */
  @GetMapping("/{club}/onec/{id}")
  String card(Visit visit, @PathVariable long id, Model model) {
    visit.requireAdmin();
    return card(visit, id, null, model);
  }

  @GetMapping("/{club}/onec/{id}/runs")
  String runs(Visit visit, @PathVariable long id, Model model) {
    visit.requireAdmin();
    List<RunView> list =
        gate.inClub(
            visit.club().clubId(),
            () ->
                runs.list(connections.get(id).id(), LAST).stream()
                    .limit(LAST.limit())
                    .map(RunView::of)
                    .toList());
    model.addAttribute("runs", list);
    model.addAttribute("id", id);
    return "console/onec-card :: runs";
  }

  @GetMapping("/{club}/onec/{id}/rejected")
  String rejected(
      Visit visit,
      @PathVariable long id,
      @RequestParam(required = false) @Nullable String cursor,
      Model model) {
    visit.requireAdmin();
    PageRequest page = PageRequest.of(cursor, 50);
    Listing<RejectedRow> rows =
        gate.inClub(
            visit.club().clubId(),
            () ->
                Listing.of(
                    rejected.list(connections.get(id).id(), page), page.limit(), RejectedRow::id));
    model.addAttribute("rows", rows);
    model.addAttribute("id", id);
    return "console/onec-card :: rejected";
  }

  @PostMapping("/{club}/onec/{id}/sync")
  String sync(Visit visit, @PathVariable long id, @RequestParam ClubSystem.Mode mode, Model model) {
    visit.requireAdmin();
    return act(visit, id, "connection.sync-asked", model, () -> ask.ask(id, mode, who(visit)));
  }

  /** Has what differs read again. */
  @PostMapping("/{club}/onec/{id}/refetch")
  String refetch(Visit visit, @PathVariable long id, Model model) {
    visit.requireAdmin();
    return act(visit, id, "connection.refetch-asked", model, () -> drift.refetch(id, who(visit)));
  }

  @PostMapping("/{club}/onec/{id}/runs/{run}/stop")
  String stop(Visit visit, @PathVariable long id, @PathVariable long run, Model model) {
    visit.requireAdmin();
    return act(visit, id, "sync-run.stopped", model, () -> desk.stop(run));
  }

  @PostMapping("/{club}/onec/{id}/runs/{run}/resume")
  String resume(Visit visit, @PathVariable long id, @PathVariable long run, Model model) {
    visit.requireAdmin();
    return act(visit, id, "sync-run.resumed", model, () -> desk.resume(run, who(visit)));
  }

  /** Takes a row again; its line says what became of it. */
  @PostMapping("/{club}/onec/{id}/rejected/{row}")
  String retry(Visit visit, @PathVariable long id, @PathVariable long row, Model model) {
    visit.requireAdmin();
    RejectedRow still =
        gate.inClub(
            visit.club().clubId(),
            () -> {
              var unused = retry.retry(row);
              audit.write(
                  who(visit), "rejected-row.retried", "rejected-row", row, java.util.Map.of());
              return rejected.find(row).orElse(null);
            });
    model.addAttribute("row", still);
    model.addAttribute("id", id);
    model.addAttribute("tried", true);
    return "console/onec-card :: line";
  }

  private interface Act {
    SyncRun run();
  }

  private String act(Visit visit, long id, String what, Model model, Act act) {
    String wrong = null;
    try {
      gate.runInClub(
          visit.club().clubId(),
          () -> {
            long run = act.run().id();
            audit.write(who(visit), what, "sync-run", run, java.util.Map.of());
          });
    } catch (Conflict conflict) {
      wrong = visit.say().textOr("onec.wrong." + conflict.code(), conflict.code());
    }
    return card(visit, id, wrong, model);
  }

  private String card(Visit visit, long id, @Nullable String wrong, Model model) {
    SystemView system = gate.inClub(visit.club().clubId(), () -> view(connections.get(id)));
    model.addAttribute("system", system);
    model.addAttribute("wrong", wrong);
    return "console/onec-card :: card";
  }

  private SystemView view(Connection connection) {
    Standing standing = desk.standing(connection.id());
    SyncRun running = standing.running();
    Instant heard = standing.heardAt();
    return new SystemView(
        connection,
        standing,
        running == null ? null : RunView.of(running),
        desk.newest(connection.id()).map(RunView::of).orElse(null),
        heard == null ? null : Duration.between(heard, clock.instant()),
        rejected.list(connection.id(), new PageRequest(0, COUNTED)).size(),
        drift.check(connection.id()),
        kinds.listed().contains(connection.kind()));
  }

  private static String who(Visit visit) {
    return visit.user().name();
  }
}
