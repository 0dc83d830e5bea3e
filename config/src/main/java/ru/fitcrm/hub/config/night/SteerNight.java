package ru.fitcrm.hub.config.night;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.access.Principal;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.night.JobRun;
import ru.fitcrm.hub.core.night.JobRuns;
import ru.fitcrm.hub.core.night.JobSchedule;
import ru.fitcrm.hub.core.night.JobSchedules;
import ru.fitcrm.hub.core.platform.Conflict;
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

  SteerNight(JobSchedules schedules, JobRuns runs, NightTick night, ClubGate gate, AuditLog audit) {
    this.schedules = schedules;
    this.runs = runs;
    this.night = night;
    this.gate = gate;
    this.audit = audit;
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
   * @param clubs null for all one may ask for
   * @throws NotFound if the job is unknown, or a club is another's
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
                throw new NotFound("club", other);
              });
    }
    JobRun run = runs.ask(schedules.get(job).job(), date, asked, dryRun, who.name());
    write(who, dryRun ? "job-run.tried" : "job-run.asked", run);
    night.workOn();
    return runs.get(job, run.id(), own);
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
      throw new NotFound("club", club);
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
