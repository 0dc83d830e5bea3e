package ru.fitcrm.hub.config.night;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.access.Principal;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.night.JobRun;
import ru.fitcrm.hub.core.night.JobRuns;
import ru.fitcrm.hub.core.night.JobSchedule;
import ru.fitcrm.hub.core.night.JobSchedules;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.StaleVersion;
import ru.fitcrm.hub.jobs.night.NightTick;

/**
 * Runs, stops and plans jobs for whoever may: the superadmin for all clubs, a club's administrator
 * for their own, and what they see of a run is their club's part of it. Everything is written down
 * in the audit of the asker's club.
 */
@Component
public class SteerNight {

  private final JobSchedules schedules;
  private final JobRuns runs;
  private final NightTick night;
  private final ClubGate gate;
  private final AuditLog audit;
  private final ClubDirectory clubs;
  private final BusinessClock clock;

  SteerNight(
      JobSchedules schedules,
      JobRuns runs,
      NightTick night,
      ClubGate gate,
      AuditLog audit,
      ClubDirectory clubs,
      BusinessClock clock) {
    this.schedules = schedules;
    this.runs = runs;
    this.night = night;
    this.gate = gate;
    this.audit = audit;
    this.clubs = clubs;
    this.clock = clock;
  }

  /**
   * The one club whose nights this one may see; null is all of them.
   *
   * @throws AccessDeniedException if they may see none
   */
  public static @Nullable ClubId reach(Principal who) {
    if (who.isSuperadmin()) {
      return null;
    }
    if (!who.mayAdminister()) {
      throw new AccessDeniedException("Jobs are for administrators: this needs CLUB_ADMIN");
    }
    return who.club();
  }

  /**
   * Asks for a run now.
   *
   * @param date of a run that is none to try, within a year of today in the asker's club
   * @param clubs null for all one may ask for
   * @throws NotFound if the job is unknown, or a club is another's
   * @throws InvalidInput if the date is too far off, or there is no club to run it in
   */
  public JobRun ask(
      Principal who, String job, LocalDate date, @Nullable List<ClubId> clubs, boolean dryRun) {
    ClubId own = reach(who);
    List<ClubId> asked = own == null || clubs != null ? clubs : List.of(own);
    if (own != null && asked != null) {
      asked.stream()
          .filter(club -> !club.equals(own))
          .findFirst()
          .ifPresent(
              other -> {
                throw NotFound.anywhere("club", other);
              });
    }
    String known = schedules.get(job).job();
    requireNear(who, date, dryRun);
    JobRun run = runs.ask(known, date, asked, dryRun, who.name());
    write(who, dryRun ? "job-run.tried" : "job-run.asked", run);
    night.workOn();
    return runs.get(job, run.id(), own);
  }

  private void requireNear(Principal who, LocalDate date, boolean dryRun) {
    if (date.getYear() < 1000 || date.getYear() > 9999) {
      throw new InvalidInput(
          "businessDate",
          "date.invalid",
          "businessDate must be a date with a year of four digits, like 2026-11-22");
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), clubs.get(who.club()).zone());
    if (!dryRun && (date.isBefore(today.minusYears(1)) || date.isAfter(today.plusYears(1)))) {
      throw new InvalidInput(
          "businessDate",
          "date.far",
          "businessDate must be within a year of today, which is "
              + today
              + "; to see what a job finds on another date, send \"dryRun\": true");
    }
  }

  /** What one may see of a run. */
  public JobRun get(Principal who, String job, long id) {
    return runs.get(job, id, reach(who));
  }

  /**
   * Ends a run; the slice under way is undone, what was done before stays.
   *
   * @throws Conflict if it does not run
   */
  public JobRun stop(Principal who, String job, long id) {
    requireWhole(who, job, id);
    return done(who, "job-run.stopped", runs.stop(job, id));
  }

  /**
   * Lets a run go on where it stopped or failed.
   *
   * @throws Conflict if it neither stopped nor failed
   */
  public JobRun restart(Principal who, String job, long id) {
    requireWhole(who, job, id);
    JobRun run = done(who, "job-run.restarted", runs.resume(job, id));
    night.workOn();
    return run;
  }

  /**
   * Lets one club of a run go on where it failed or was stopped.
   *
   * @throws Conflict if it did neither
   */
  public JobRun retry(Principal who, String job, long id, ClubId club) {
    ClubId own = reach(who);
    if (own != null && !own.equals(club)) {
      throw NotFound.anywhere("club", club);
    }
    JobRun run = done(who, "job-run.club-retried", runs.retry(job, id, club));
    night.workOn();
    return run;
  }

  /**
   * Changes when a job runs, on all nodes from the next minute on.
   *
   * @throws StaleVersion if somebody changed it meanwhile
   */
  public JobSchedule plan(Principal who, JobSchedule wanted) {
    if (!who.isSuperadmin()) {
      throw new AccessDeniedException(
          "Schedules are for who runs the platform: this needs SUPERADMIN");
    }
    JobSchedule saved = schedules.put(wanted);
    write(
        who,
        "job-schedule.updated",
        "job-schedule",
        null,
        Map.of("job", saved.job(), "cron", saved.cron(), "zone", saved.zone()));
    return saved;
  }

  /** Whether one may stop and restart a run: other clubs' runs are the superadmin's. */
  public boolean maySteer(Principal who, JobRun run) {
    return who.isSuperadmin()
        || (who.mayAdminister() && runs.get(run.job(), run.id()).clubsTotal() == 1);
  }

  private void requireWhole(Principal who, String job, long id) {
    if (!maySteer(who, get(who, job, id))) {
      throw new AccessDeniedException(
          "This run is other clubs' too: retry your club alone, or ask who runs the platform");
    }
  }

  private JobRun done(Principal who, String what, JobRun run) {
    write(who, what, run);
    return runs.get(run.job(), run.id(), reach(who));
  }

  private void write(Principal who, String what, JobRun run) {
    write(who, what, "job-run", run.id(), Map.of("job", run.job()));
  }

  private void write(
      Principal who, String what, String entity, @Nullable Long id, Map<String, Object> data) {
    gate.runAsPlatform(() -> audit.writeFor(who.club(), who.name(), what, entity, id, data));
  }
}
