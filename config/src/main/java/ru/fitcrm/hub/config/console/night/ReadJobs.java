package ru.fitcrm.hub.config.console.night;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.night.JobRun;
import ru.fitcrm.hub.core.night.JobRuns;
import ru.fitcrm.hub.core.night.JobSchedule;
import ru.fitcrm.hub.core.night.JobSchedules;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Reads how jobs stand. */
@Component
class ReadJobs {

  /** Enough that some are left when dry runs and other zones are taken away. */
  private static final PageRequest LAST = new PageRequest(0, 39);

  private static final int USUAL_OF = 10;

  private final JobSchedules schedules;
  private final JobRuns runs;
  private final BusinessClock clock;

  ReadJobs(JobSchedules schedules, JobRuns runs, BusinessClock clock) {
    this.schedules = schedules;
    this.runs = runs;
    this.clock = clock;
  }

  /**
   * @param club whose part of the runs counts; null is all clubs
   * @param zone in which to tell times of jobs that follow every club's own
   */
  List<JobView> all(@Nullable ClubId club, ZoneId zone) {
    return schedules.all().stream().map(schedule -> view(schedule, club, zone)).toList();
  }

  JobView one(String job, @Nullable ClubId club, ZoneId zone) {
    return view(schedules.get(job), club, zone);
  }

  private JobView view(JobSchedule schedule, @Nullable ClubId club, ZoneId zone) {
    List<JobRun> real =
        runs.list(schedule.job(), LAST, club).stream().filter(run -> !run.dryRun()).toList();
    JobRun last = real.isEmpty() ? null : real.getFirst();
    ZoneId of =
        schedule.zone().equals(JobSchedule.EVERY_CLUBS_OWN) ? zone : ZoneId.of(schedule.zone());
    return new JobView(
        schedule,
        last,
        last == null ? null : usual(last, real),
        schedule.enabled()
            ? schedule.fires(of, clock.instant(), 1).stream().findFirst().orElse(null)
            : null);
  }

  /** The middle one of those before that are like it: the same clubs' zone, and done. */
  private static @Nullable Long usual(JobRun last, List<JobRun> real) {
    List<Long> before =
        real.stream()
            .filter(run -> run.id() < last.id())
            .filter(run -> run.status() == JobRun.Status.COMPLETED)
            .filter(run -> run.scheduled() && (!last.scheduled() || run.zone().equals(last.zone())))
            .limit(USUAL_OF)
            .map(JobRun::workedMs)
            .sorted()
            .toList();
    return before.isEmpty() ? null : before.get(before.size() / 2);
  }
}
