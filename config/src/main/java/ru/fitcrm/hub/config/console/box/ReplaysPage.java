package ru.fitcrm.hub.config.console.box;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.replay.Replay;
import ru.fitcrm.hub.core.replay.Replays;

/**
 * Replaying what a list found: counted, confirmed with a cap, watched, stopped. For administrators.
 */
@Controller
class ReplaysPage {

  private static final String BOXES = "/{club}/{box:inbox|outbox}/replays";
  private static final int ROWS = 50;

  private final ClubGate gate;
  private final Replays replays;
  private final ShowBox show;

  ReplaysPage(ClubGate gate, Replays replays, ShowBox show) {
    this.gate = gate;
    this.replays = replays;
    this.show = show;
  }

  @GetMapping(BOXES)
  String list(
      Visit visit,
      @PathVariable String box,
      @RequestParam(required = false) @Nullable String cursor,
      Model model) {
    visit.requireAdmin();
    PageRequest page = PageRequest.of(cursor, ROWS);
    model.addAttribute("box", box);
    model.addAttribute(
        "list",
        gate.inClub(
            visit.club().clubId(), () -> Listing.of(replays.list(box, page), ROWS, Replay::id)));
    return "console/replays";
  }

  /** How many it would be, before anything is done. */
  @GetMapping(BOXES + "/new")
  String ask(Visit visit, @PathVariable String box, BoxFilter filter, Model model) {
    visit.requireAdmin();
    model.addAttribute("box", box);
    model.addAttribute("filter", filter);
    model.addAttribute("cap", Replays.DEFAULT_CAP);
    model.addAttribute("mostCap", Replays.MAX_CAP);
    gate.runInClub(
        visit.club().clubId(),
        () -> {
          model.addAttribute("names", show.names());
          count(visit, box, filter, model);
        });
    return "console/replay-new";
  }

  private void count(Visit visit, String box, BoxFilter filter, Model model) {
    try {
      model.addAttribute("matched", replays.count(box, wish(visit, filter, null)));
    } catch (InvalidInput notThat) {
      model.addAttribute("matched", 0L);
      model.addAttribute("wrong", visit.say().text("box.wrong." + notThat.code()));
    }
  }

  @PostMapping(BOXES)
  String begin(
      Visit visit,
      @PathVariable String box,
      BoxFilter filter,
      @RequestParam(required = false) @Nullable Integer cap,
      Model model) {
    visit.requireAdmin();
    try {
      Replay begun =
          gate.inClub(
              visit.club().clubId(),
              () -> replays.start(box, wish(visit, filter, cap), visit.user().name()));
      return "redirect:" + visit.at("/" + box + "/replays/" + begun.id());
    } catch (InvalidInput wrong) {
      String page = ask(visit, box, filter, model);
      model.addAttribute("wrong", visit.say().text("box.wrong." + wrong.code()));
      return page;
    }
  }

  private static Replays.Wish wish(Visit visit, BoxFilter filter, @Nullable Integer cap) {
    return new Replays.Wish(filter.read(visit.club().region(), visit.club().zone()), cap, false);
  }

  @GetMapping(BOXES + "/{id}")
  String one(Visit visit, @PathVariable String box, @PathVariable long id, Model model) {
    return fill(visit, box, id, model, "console/replay");
  }

  /** What changes while it goes on, for a page that watches it. */
  @GetMapping(BOXES + "/{id}/progress")
  String progress(Visit visit, @PathVariable String box, @PathVariable long id, Model model) {
    return fill(visit, box, id, model, "console/replay :: progress");
  }

  private String fill(Visit visit, String box, long id, Model model, String view) {
    visit.requireAdmin();
    model.addAttribute("box", box);
    gate.runInClub(
        visit.club().clubId(),
        () -> {
          model.addAttribute("replay", replays.get(box, id));
          model.addAttribute("names", show.names());
        });
    return view;
  }

  @PostMapping(BOXES + "/{id}/stop")
  String stop(Visit visit, @PathVariable String box, @PathVariable long id) {
    visit.requireAdmin();
    String back = "redirect:" + visit.at("/" + box + "/replays/" + id);
    try {
      Replay unused =
          gate.inClub(visit.club().clubId(), () -> replays.stop(box, id, visit.user().name()));
    } catch (Conflict endedMeanwhile) {
      return back;
    }
    return back;
  }
}
