package ru.fitcrm.hub.config.console.night;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
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
import ru.fitcrm.hub.core.night.CronTrouble;
import ru.fitcrm.hub.core.night.JobSchedule;
import ru.fitcrm.hub.core.night.JobSchedules;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.StaleVersion;

/**
 * The page of a job's schedule: the next five times appear while one types. Administrators of clubs
 * read it, who runs the platform changes it.
 */
@Controller
class JobSchedulePage {

  private static final int TIMES = 5;

  private final JobSchedules schedules;
  private final SteerNight steer;
  private final BusinessClock clock;

  JobSchedulePage(JobSchedules schedules, SteerNight steer, BusinessClock clock) {
    this.schedules = schedules;
    this.steer = steer;
    this.clock = clock;
  }

  /**
   * What was typed.
   *
   * @param version of the schedule the page was made of
   */
  record Typed(
      String cron,
      String zone,
      @Nullable Boolean enabled,
      JobSchedule.CatchUp catchUp,
      JobSchedule.IfRunning ifRunning,
      long version) {

    JobSchedule of(String job) {
      return new JobSchedule(
          job, cron, zone, Boolean.TRUE.equals(enabled), catchUp, ifRunning, version);
    }
  }

  @GetMapping("/{club}/night/{job}/schedule")
  String show(Visit visit, @PathVariable String job, Model model) {
    return page(visit, schedules.get(job), null, model);
  }

  /** When a schedule that is being typed would fire, or what is wrong with it. */
  @GetMapping("/{club}/night/{job}/schedule/next")
  String next(
      Visit visit,
      @PathVariable String job,
      @RequestParam(defaultValue = "") String cron,
      @RequestParam(defaultValue = JobSchedule.EVERY_CLUBS_OWN) String zone,
      Model model) {
    foretell(visit, schedules.get(job).job(), cron, zone, model);
    return "console/night-parts :: next";
  }

  @PostMapping("/{club}/night/{job}/schedule")
  String save(
      Visit visit,
      @PathVariable String job,
      Typed typed,
      Model model,
      HttpServletResponse response) {
    JobSchedule wanted = typed.of(job);
    String wrong;
    try {
      JobSchedule unused = steer.plan(visit.user(), wanted);
      return "redirect:" + visit.at("/night/" + job + "/schedule?saved");
    } catch (InvalidInput bad) {
      wrong = words(visit, wanted, bad);
    } catch (StaleVersion changed) {
      wrong = visit.say().text("night.schedule-changed");
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
    return page(visit, wanted, wrong, model);
  }

  private String page(Visit visit, JobSchedule shown, @Nullable String wrong, Model model) {
    foretell(visit, shown.job(), shown.cron(), shown.zone(), model);
    model.addAttribute("schedule", shown);
    model.addAttribute("mayPlan", visit.user().isSuperadmin());
    model.addAttribute("zones", zones());
    model.addAttribute("zonesOfRussia", ZonesOfRussia.all());
    model.addAttribute("wrong", wrong);
    return "console/night-schedule";
  }

  private static List<String> zones() {
    return ZoneId.getAvailableZoneIds().stream()
        .filter(
            zone ->
                zone.matches(
                    "(Africa|America|Asia|Australia|Europe|Pacific|Atlantic|Indian)/.*|UTC"))
        .filter(zone -> !ZonesOfRussia.all().contains(zone))
        .sorted()
        .toList();
  }

  private void foretell(Visit visit, String job, String cron, String zone, Model model) {
    var unused = SteerNight.reach(visit.user());
    NightWords words = new NightWords(visit);
    Optional<CronTrouble> trouble = CronTrouble.of(cron);
    model.addAttribute("night", words);
    model.addAttribute("trouble", trouble.map(words::cron).orElse(null));
    model.addAttribute("zone", zone);
    model.addAttribute("next", trouble.isPresent() ? List.of() : fires(visit, job, cron, zone));
  }

  private List<OffsetDateTime> fires(Visit visit, String job, String cron, String zone) {
    return zone(visit, zone)
        .map(in -> JobSchedule.of(job, cron).fires(in, clock.instant(), TIMES))
        .orElse(List.of());
  }

  private static Optional<ZoneId> zone(Visit visit, String zone) {
    try {
      return Optional.of(
          zone.equals(JobSchedule.EVERY_CLUBS_OWN) ? visit.club().zone() : ZoneId.of(zone));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String words(Visit visit, JobSchedule wanted, InvalidInput bad) {
    return CronTrouble.of(wanted.cron())
        .map(new NightWords(visit)::cron)
        .orElseGet(() -> visit.say().textOr("night.wrong." + bad.code(), bad.code()));
  }
}
