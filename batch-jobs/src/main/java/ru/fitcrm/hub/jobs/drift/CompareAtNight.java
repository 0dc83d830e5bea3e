package ru.fitcrm.hub.jobs.drift;

import java.util.List;
import ru.fitcrm.hub.core.connection.Connection;
import ru.fitcrm.hub.core.night.JobSchedule;
import ru.fitcrm.hub.core.night.NextSlice;
import ru.fitcrm.hub.core.night.SliceDone;
import ru.fitcrm.hub.core.sync.DriftDesk;
import ru.fitcrm.hub.jobs.night.NightJob;

/**
 * Job {@code drift}: has every system of a club compared. The slice only says so: the owner of the
 * connection compares, as it reads, two calls at once and, if the schedule wants it, in the night
 * of the club's 1C. A run somebody asked for is compared at once. Found are the systems that can be
 * compared, made the comparisons wanted.
 */
final class CompareAtNight implements NightJob {

  private static final String BY = "drift";

  private final DriftDesk drift;

  CompareAtNight(DriftDesk drift) {
    this.drift = drift;
  }

  @Override
  public JobSchedule schedule() {
    return JobSchedule.of("drift", "30 0 * * *");
  }

  @Override
  public SliceDone work(NextSlice slice) {
    List<Connection> systems = drift.compared();
    for (Connection system : systems) {
      if (slice.scheduled()) {
        drift.wantAtNight(system.id());
      } else {
        drift.wantNow(system.id(), BY);
      }
    }
    return SliceDone.whole(systems.size(), systems.size());
  }
}
