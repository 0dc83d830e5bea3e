package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.config.night.SteerNight;
import ru.fitcrm.hub.core.access.Principal;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.night.JobSchedule;
import ru.fitcrm.hub.core.night.JobSchedules;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Listing;

/** The jobs of the night and when they run; who runs the platform may change it. */
@RestController
@RequestMapping("/api/v1/jobs")
@Tag(name = "jobs")
final class JobsApi {

  private final JobSchedules schedules;
  private final SteerNight steer;
  private final ClubDirectory clubs;
  private final BusinessClock clock;

  JobsApi(JobSchedules schedules, SteerNight steer, ClubDirectory clubs, BusinessClock clock) {
    this.schedules = schedules;
    this.steer = steer;
    this.clubs = clubs;
    this.clock = clock;
  }

  /**
   * @param ifRunning what becomes of a date that comes while one before is still worked on: WAIT,
   *     SKIP or TOGETHER
   * @param next the next five times it fires, in its zone; of {@code CLUB}, in the asker's club
   */
  record Schedule(
      String job,
      String cron,
      String zone,
      boolean enabled,
      JobSchedule.CatchUp catchUp,
      JobSchedule.IfRunning ifRunning,
      long version,
      List<OffsetDateTime> next) {}

  /**
   * @param next is what GET tells; it is worked out, not set
   * @param job as in the path, version as in the answer before: as with If-Match
   */
  record ScheduleChange(
      @Nullable String cron,
      @Nullable String zone,
      @Nullable Boolean enabled,
      JobSchedule.@Nullable CatchUp catchUp,
      JobSchedule.@Nullable IfRunning ifRunning,
      @Nullable String job,
      @Nullable Long version,
      @Nullable List<OffsetDateTime> next) {}

  @GetMapping
  Listing<Schedule> list(Principal who) {
    ZoneId zone = zone(who);
    return new Listing<>(schedules.all().stream().map(one -> shown(one, zone)).toList(), null);
  }

  @GetMapping("/{job}/schedule")
  ResponseEntity<Schedule> schedule(Principal who, @PathVariable String job) {
    return answer(who, schedules.get(job));
  }

  /** What is left out stays as it is. What GET answered may be sent back. */
  @PutMapping("/{job}/schedule")
  ResponseEntity<Schedule> change(
      Principal who,
      @PathVariable String job,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody ScheduleChange change) {
    IfMatch wanted = IfMatch.of(ifMatch);
    return answer(who, steer.plan(who, changed(schedules.get(job), wanted, change)));
  }

  private static JobSchedule changed(JobSchedule now, IfMatch wanted, ScheduleChange change) {
    // Of the header and the body none may be of an old version.
    long read = change.version() == null ? now.version() : change.version();
    return new JobSchedule(
        now.job(),
        change.cron() == null ? now.cron() : change.cron(),
        change.zone() == null ? now.zone() : change.zone(),
        change.enabled() == null ? now.enabled() : change.enabled(),
        change.catchUp() == null ? now.catchUp() : change.catchUp(),
        change.ifRunning() == null ? now.ifRunning() : change.ifRunning(),
        read == now.version() ? wanted.version(read) : read);
  }

  private ResponseEntity<Schedule> answer(Principal who, JobSchedule schedule) {
    return Answers.one(shown(schedule, zone(who)), schedule.version());
  }

  /** The zone in which times of {@code CLUB} are told. */
  private ZoneId zone(Principal who) {
    ClubId own = SteerNight.reach(who);
    return clubs.get(own == null ? who.club() : own).zone();
  }

  private Schedule shown(JobSchedule schedule, ZoneId clubs) {
    ZoneId zone =
        schedule.zone().equals(JobSchedule.EVERY_CLUBS_OWN) ? clubs : ZoneId.of(schedule.zone());
    return new Schedule(
        schedule.job(),
        schedule.cron(),
        schedule.zone(),
        schedule.enabled(),
        schedule.catchUp(),
        schedule.ifRunning(),
        schedule.version(),
        schedule.fires(zone, clock.instant(), 5));
  }
}
