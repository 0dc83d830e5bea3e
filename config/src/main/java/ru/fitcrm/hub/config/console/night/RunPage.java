package ru.fitcrm.hub.config.console.night;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.config.night.SteerNight;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.night.ClubsOfRun;
import ru.fitcrm.hub.core.night.JobRun;
import ru.fitcrm.hub.core.night.RunOutcomes;
import ru.fitcrm.hub.core.platform.Conflict;

/** The page of a run: how far it is in every club, what it found, and what may be done about it. */
@Controller
class RunPage {

  private static final int CLUBS = 200;
  private static final int ROWS = 50;

  private final SteerNight steer;
  private final ReadJobs jobs;
  private final ClubsOfRun clubs;
  private final RunOutcomes outcomes;

  RunPage(SteerNight steer, ReadJobs jobs, ClubsOfRun clubs, RunOutcomes outcomes) {
    this.steer = steer;
    this.jobs = jobs;
    this.clubs = clubs;
    this.outcomes = outcomes;
  }

  /**
   * @param of whose findings to show, an id; left out, the visitor's club's
   */
  @GetMapping("/{club}/night/{job}/runs/{id}")
  String show(
      Visit visit,
      @PathVariable String job,
      @PathVariable long id,
      @RequestParam(required = false) @Nullable Long of,
      Model model) {
    return page(visit, steer.get(visit.user(), job, id), of, null, model);
  }

  @PostMapping("/{club}/night/{job}/runs/{id}/stop")
  String stop(Visit visit, @PathVariable String job, @PathVariable long id, Model model) {
    return act(visit, job, id, () -> steer.stop(visit.user(), job, id), model);
  }

  @PostMapping("/{club}/night/{job}/runs/{id}/restart")
  String restart(Visit visit, @PathVariable String job, @PathVariable long id, Model model) {
    return act(visit, job, id, () -> steer.restart(visit.user(), job, id), model);
  }

  @PostMapping("/{club}/night/{job}/runs/{id}/clubs/{failed}/retry")
  String retry(
      Visit visit,
      @PathVariable String job,
      @PathVariable long id,
      @PathVariable long failed,
      Model model) {
    return act(visit, job, id, () -> steer.retry(visit.user(), job, id, new ClubId(failed)), model);
  }

  private String act(Visit visit, String job, long id, Supplier<JobRun> act, Model model) {
    try {
      JobRun unused = act.get();
      return page(visit, steer.get(visit.user(), job, id), null, null, model);
    } catch (Conflict late) {
      String wrong = visit.say().textOr("night.wrong." + late.code(), late.code());
      return page(visit, steer.get(visit.user(), job, id), null, wrong, model);
    }
  }

  private String page(
      Visit visit, JobRun run, @Nullable Long of, @Nullable String wrong, Model model) {
    ClubId reach = SteerNight.reach(visit.user());
    RunOutcomes.Outcome outcome = outcomes.of(run, reach);
    RunOutcomes.@Nullable OfClub chosen = chosen(outcome, of == null ? visit.club().id() : of);
    model.addAttribute("night", new NightWords(visit));
    model.addAttribute("run", run);
    model.addAttribute(
        "view", RunView.of(run, jobs.one(run.job(), reach, visit.club().zone()), outcome));
    model.addAttribute("clubs", clubs.troubledFirst(run.id(), reach, CLUBS));
    model.addAttribute("outcome", outcome);
    model.addAttribute("chosen", chosen);
    model.addAttribute("rows", rows(run, chosen));
    model.addAttribute("maySteer", steer.maySteer(visit.user(), run));
    model.addAttribute("wrong", wrong);
    return Boolean.TRUE.equals(model.getAttribute("partly"))
        ? "console/night-parts :: run"
        : "console/night-run";
  }

  private List<RunOutcomes.Row> rows(JobRun run, RunOutcomes.@Nullable OfClub chosen) {
    return chosen == null ? List.of() : outcomes.rows(run, new ClubId(chosen.club()), ROWS);
  }

  /** The club asked for, else the one with most findings. */
  private static RunOutcomes.@Nullable OfClub chosen(RunOutcomes.Outcome outcome, long wanted) {
    return outcome.clubs().stream()
        .filter(club -> club.club() == wanted)
        .findFirst()
        .orElseGet(() -> outcome.clubs().stream().findFirst().orElse(null));
  }
}
