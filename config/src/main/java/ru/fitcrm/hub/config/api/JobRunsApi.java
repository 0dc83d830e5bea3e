package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
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
import ru.fitcrm.hub.config.night.SteerNight;
import ru.fitcrm.hub.core.access.Principal;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.night.ClubsOfRun;
import ru.fitcrm.hub.core.night.JobFindings;
import ru.fitcrm.hub.core.night.JobRun;
import ru.fitcrm.hub.core.night.JobRuns;
import ru.fitcrm.hub.core.night.JobSchedules;
import ru.fitcrm.hub.core.night.RunOutcomes;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;

/**
 * The runs of a job: who runs the platform sees them whole, a club's administrator their club's
 * part.
 */
@RestController
@RequestMapping("/api/v1/jobs/{job}/runs")
@Tag(name = "jobs")
final class JobRunsApi {

  private final JobSchedules schedules;
  private final JobRuns runs;
  private final ClubsOfRun clubsOfRun;
  private final JobFindings findings;
  private final RunOutcomes outcomes;
  private final SteerNight steer;
  private final ClubDirectory clubs;

  JobRunsApi(
      JobSchedules schedules,
      JobRuns runs,
      ClubsOfRun clubsOfRun,
      JobFindings findings,
      RunOutcomes outcomes,
      SteerNight steer,
      ClubDirectory clubs) {
    this.schedules = schedules;
    this.runs = runs;
    this.clubsOfRun = clubsOfRun;
    this.findings = findings;
    this.outcomes = outcomes;
    this.steer = steer;
    this.clubs = clubs;
  }

  /**
   * @param clubs ids or slugs, null for all one may ask for
   */
  record NewRun(
      @Nullable LocalDate businessDate, @Nullable List<String> clubs, @Nullable Boolean dryRun) {}

  @GetMapping
  Listing<JobRun> runs(
      Principal who,
      @PathVariable String job,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    ClubId reach = SteerNight.reach(who);
    PageRequest page = PageRequest.of(cursor, limit);
    return Answers.page(runs.list(schedules.get(job).job(), page, reach), page, JobRun::id);
  }

  @GetMapping("/{id}")
  JobRun run(Principal who, @PathVariable String job, @PathVariable long id) {
    return steer.get(who, job, id);
  }

  /** How the run fares in each club: state, found, made, and why it failed or was left out. */
  @GetMapping("/{id}/clubs")
  Listing<ClubsOfRun.OneClub> clubs(
      Principal who,
      @PathVariable String job,
      @PathVariable long id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = PageRequest.of(cursor, limit);
    return Answers.page(
        clubsOfRun.list(steer.get(who, job, id).id(), SteerNight.reach(who), page),
        page,
        ClubsOfRun.OneClub::club);
  }

  /** What a run found, the most urgent of each club first; of a dry run what it would make. */
  @GetMapping("/{id}/findings")
  Listing<JobFindings.Finding> findings(
      Principal who,
      @PathVariable String job,
      @PathVariable long id,
      @RequestParam(required = false) @Nullable String club,
      @RequestParam(required = false) @Nullable Integer limit) {
    ClubId of = within(who, club == null ? null : club(club));
    return new Listing<>(
        findings.first(
            steer.get(who, job, id).id(),
            of == null ? null : of.value(),
            limit == null ? 100 : limit),
        null);
  }

  /**
   * What a run came to in each club beside the run before it; of a dry run also the cards and
   * notices that would appear.
   */
  @GetMapping("/{id}/outcome")
  RunOutcomes.Outcome outcome(Principal who, @PathVariable String job, @PathVariable long id) {
    return outcomes.of(steer.get(who, job, id), SteerNight.reach(who));
  }

  /** Asks for a run now. The same date again makes nothing a second time. */
  @PostMapping
  ResponseEntity<JobRun> ask(Principal who, @PathVariable String job, @RequestBody NewRun request) {
    JobRun asked =
        steer.ask(
            who,
            job,
            businessDate(request),
            request.clubs() == null ? null : request.clubs().stream().map(this::club).toList(),
            Boolean.TRUE.equals(request.dryRun()));
    return ResponseEntity.status(HttpStatus.ACCEPTED)
        .header("Location", "/api/v1/jobs/" + job + "/runs/" + asked.id())
        .body(asked);
  }

  /** Stops a run; what its slices did so far stays. */
  @PostMapping("/{id}/stop")
  ResponseEntity<JobRun> stop(Principal who, @PathVariable String job, @PathVariable long id) {
    return ResponseEntity.accepted().body(steer.stop(who, job, id));
  }

  /** As {@code stop}. */
  @DeleteMapping("/{id}")
  ResponseEntity<JobRun> end(Principal who, @PathVariable String job, @PathVariable long id) {
    return stop(who, job, id);
  }

  /** Lets a stopped or failed run go on where it was. */
  @PostMapping({"/{id}/restart", "/{id}/resume"})
  ResponseEntity<JobRun> restart(Principal who, @PathVariable String job, @PathVariable long id) {
    return ResponseEntity.accepted().body(steer.restart(who, job, id));
  }

  /** Lets one failed or stopped club go on, alone. */
  @PostMapping("/{id}/clubs/{club}/retry")
  ResponseEntity<JobRun> retry(
      Principal who, @PathVariable String job, @PathVariable long id, @PathVariable String club) {
    return ResponseEntity.accepted().body(steer.retry(who, job, id, club(club)));
  }

  private static LocalDate businessDate(NewRun request) {
    if (request.businessDate() == null) {
      throw new InvalidInput(
          "businessDate", "required", "businessDate is required: a date like 2026-11-22");
    }
    return request.businessDate();
  }

  private ClubId club(String idOrSlug) {
    return clubs.find(idOrSlug).orElseThrow(() -> NotFound.anywhere("club", idOrSlug)).clubId();
  }

  /** The club asked for if it is in reach; without one, the reach itself. */
  private static @Nullable ClubId within(Principal who, @Nullable ClubId asked) {
    ClubId reach = SteerNight.reach(who);
    if (asked != null && reach != null && !asked.equals(reach)) {
      throw NotFound.anywhere("club", asked);
    }
    return asked == null ? reach : asked;
  }
}
