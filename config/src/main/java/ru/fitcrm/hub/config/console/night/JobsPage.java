package ru.fitcrm.hub.config.console.night;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.config.night.SteerNight;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.night.JobRun;
import ru.fitcrm.hub.core.night.JobRuns;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;

/** The page «Ночные задания», and that of one job with its runs. */
@Controller
class JobsPage {

  private final ReadJobs jobs;
  private final JobRuns runs;
  private final SteerNight steer;

  JobsPage(ReadJobs jobs, JobRuns runs, SteerNight steer) {
    this.jobs = jobs;
    this.runs = runs;
    this.steer = steer;
  }

  @GetMapping("/{club}/night")
  String show(Visit visit, Model model) {
    List<JobView> all = jobs.all(SteerNight.reach(visit.user()), visit.club().zone());
    model.addAttribute("night", new NightWords(visit));
    model.addAttribute("jobs", all);
    model.addAttribute("busy", all.stream().anyMatch(JobView::running));
    return Boolean.TRUE.equals(model.getAttribute("partly"))
        ? "console/night-parts :: jobs"
        : "console/night";
  }

  @GetMapping("/{club}/night/{job}")
  String one(
      Visit visit,
      @PathVariable String job,
      @RequestParam(required = false) @Nullable String cursor,
      Model model) {
    return page(visit, job, cursor, model);
  }

  private String page(Visit visit, String job, @Nullable String cursor, Model model) {
    ClubId reach = SteerNight.reach(visit.user());
    PageRequest page = PageRequest.of(cursor, 30);
    model.addAttribute("night", new NightWords(visit));
    model.addAttribute("job", jobs.one(job, reach, visit.club().zone()));
    model.addAttribute("list", Listing.of(runs.list(job, page, reach), page.limit(), JobRun::id));
    return "console/night-job";
  }

  /**
   * Has a job run now. A date to come, which only a browser's calendar offers by mistake, can be
   * tried here and not run.
   *
   * @param date the business date, today if left out
   * @param everywhere for all clubs, where the asker may; else for this one
   * @param dryRun whether it only says what it would find
   */
  @PostMapping("/{club}/night/{job}/run")
  String run(
      Visit visit,
      @PathVariable String job,
      @RequestParam(defaultValue = "") String date,
      @RequestParam(defaultValue = "false") boolean everywhere,
      @RequestParam(defaultValue = "false") boolean dryRun,
      Model model,
      HttpServletResponse response) {
    List<ClubId> clubs =
        everywhere && visit.user().isSuperadmin() ? null : List.of(visit.club().clubId());
    try {
      JobRun asked = steer.ask(visit.user(), job, date(visit, date, dryRun), clubs, dryRun);
      return "redirect:" + visit.at("/night/" + job + "/runs/" + asked.id());
    } catch (InvalidInput bad) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      model.addAttribute("wrong", visit.say().textOr("night.wrong." + bad.code(), bad.code()));
      model.addAttribute("typed", date);
      return page(visit, job, null, model);
    }
  }

  private static LocalDate date(Visit visit, String typed, boolean dryRun) {
    LocalDate today = visit.say().today();
    LocalDate date = typed.isBlank() ? today : read(typed.strip());
    if (!dryRun && date.isAfter(today)) {
      throw new InvalidInput("date", "date.to-come", "date is later than today: try it only");
    }
    return date;
  }

  private static LocalDate read(String typed) {
    try {
      return LocalDate.parse(typed);
    } catch (DateTimeParseException e) {
      throw new InvalidInput("date", "date.invalid", "date must be a date like 2026-11-22");
    }
  }
}
