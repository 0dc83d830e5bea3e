package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.access.Principal;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.night.JobFindings;
import ru.fitcrm.hub.core.night.JobRun;
import ru.fitcrm.hub.core.night.JobRuns;
import ru.fitcrm.hub.core.night.JobSchedule;
import ru.fitcrm.hub.core.night.JobSchedules;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.jobs.night.NightTick;

/** The jobs of the night, for who runs the platform: schedules, runs, stop and resume. */
@RestController
@RequestMapping("/api/v1/jobs")
@Tag(name = "jobs")
final class JobsApi {

  private final JobSchedules schedules;
  private final JobRuns runs;
  private final JobFindings findings;
  private final NightTick night;
  private final ClubDirectory clubs;
  private final BusinessClock clock;

  JobsApi(
      JobSchedules schedules,
      JobRuns runs,
      JobFindings findings,
      NightTick night,
      ClubDirectory clubs,
      BusinessClock clock) {
    this.schedules = schedules;
    this.runs = runs;
    this.findings = findings;
    this.night = night;
    this.clubs = clubs;
    this.clock = clock;
  }

  /**
   * @param next the next five times it fires, by the clock of its zone; of {@code CLUB}, by every
   *     club's own
   */
  record Schedule(
      String job,
      String cron,
      String zone,
      boolean enabled,
      JobSchedule.CatchUp catchUp,
      long version,
      List<LocalDateTime> next) {}

  /**
   * @param clubs ids or slugs, null for all
   */
  record NewRun(
      @Nullable LocalDate businessDate, @Nullable List<String> clubs, @Nullable Boolean dryRun) {}

  record ScheduleChange(
      @Nullable String cron,
      @Nullable String zone,
      @Nullable Boolean enabled,
      JobSchedule.@Nullable CatchUp catchUp) {}

  @GetMapping
  Listing<Schedule> list(Principal who) {
    forOperators(who);
    return new Listing<>(schedules.all().stream().map(this::shown).toList(), null);
  }

  @GetMapping("/{job}/schedule")
  Schedule schedule(Principal who, @PathVariable String job) {
    forOperators(who);
    return shown(schedules.get(job));
  }

  /** What is left out stays as it is. */
  @PutMapping("/{job}/schedule")
  Schedule change(Principal who, @PathVariable String job, @RequestBody ScheduleChange change) {
    forOperators(who);
    JobSchedule now = schedules.get(job);
    return shown(
        schedules.put(
            new JobSchedule(
                job,
                change.cron() == null ? now.cron() : change.cron(),
                change.zone() == null ? now.zone() : change.zone(),
                change.enabled() == null ? now.enabled() : change.enabled(),
                change.catchUp() == null ? now.catchUp() : change.catchUp(),
                now.version())));
  }

  @GetMapping("/{job}/runs")
  Listing<JobRun> runs(
      Principal who,
      @PathVariable String job,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    forOperators(who);
    PageRequest page = PageRequest.of(cursor, limit);
    return Answers.page(runs.list(schedules.get(job).job(), page), page, JobRun::id);
  }

  @GetMapping("/{job}/runs/{id}")
  JobRun run(Principal who, @PathVariable String job, @PathVariable long id) {
    forOperators(who);
    return runs.get(job, id);
  }

  /** What a run found, the most urgent of each club first; of a dry run what it would make. */
  @GetMapping("/{job}/runs/{id}/findings")
  Listing<JobFindings.Finding> findings(
      Principal who,
      @PathVariable String job,
      @PathVariable long id,
      @RequestParam(required = false) @Nullable String club,
      @RequestParam(required = false) @Nullable Integer limit) {
    forOperators(who);
    return new Listing<>(
        findings.first(
            runs.get(job, id).id(),
            club == null ? null : club(club).value(),
            limit == null ? 100 : limit),
        null);
  }

  /** Asks for a run now. The same date again makes nothing a second time. */
  @PostMapping("/{job}/runs")
  ResponseEntity<JobRun> ask(Principal who, @PathVariable String job, @RequestBody NewRun request) {
    forOperators(who);
    JobRun asked =
        runs.ask(
            schedules.get(job).job(),
            businessDate(request),
            request.clubs() == null ? null : request.clubs().stream().map(this::club).toList(),
            Boolean.TRUE.equals(request.dryRun()),
            who.name());
    night.workOn();
    return ResponseEntity.status(HttpStatus.ACCEPTED)
        .header("Location", "/api/v1/jobs/" + job + "/runs/" + asked.id())
        .body(asked);
  }

  /** Stops a run; what its slices did so far stays. */
  @DeleteMapping("/{job}/runs/{id}")
  ResponseEntity<JobRun> stop(Principal who, @PathVariable String job, @PathVariable long id) {
    forOperators(who);
    return ResponseEntity.accepted().body(runs.stop(job, id));
  }

  /** Lets a stopped or failed run go on where it was. */
  @PostMapping("/{job}/runs/{id}/resume")
  ResponseEntity<JobRun> resume(Principal who, @PathVariable String job, @PathVariable long id) {
    forOperators(who);
    JobRun resumed = runs.resume(job, id);
    night.workOn();
    return ResponseEntity.accepted().body(resumed);
  }

  private static LocalDate businessDate(NewRun request) {
    if (request.businessDate() == null) {
      throw new InvalidInput(
          "businessDate", "required", "businessDate is required: a date like 2026-11-22");
    }
    return request.businessDate();
  }

  private ClubId club(String idOrSlug) {
    return clubs.find(idOrSlug).orElseThrow(() -> new NotFound("club", idOrSlug)).clubId();
  }

  private Schedule shown(JobSchedule schedule) {
    ZoneId zone =
        schedule.zone().equals(JobSchedule.EVERY_CLUBS_OWN)
            ? ZoneId.of("Europe/Moscow")
            : ZoneId.of(schedule.zone());
    return new Schedule(
        schedule.job(),
        schedule.cron(),
        schedule.zone(),
        schedule.enabled(),
        schedule.catchUp(),
        schedule.version(),
        schedule.next(LocalDateTime.ofInstant(clock.instant(), zone), 5));
  }

  private static void forOperators(Principal who) {
    if (!who.isSuperadmin()) {
      throw new AccessDeniedException("Jobs are for who runs the platform: this needs SUPERADMIN");
    }
  }
}
