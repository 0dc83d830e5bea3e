package ru.fitcrm.hub.jobs.night;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.night.JobSchedule;
import ru.fitcrm.hub.core.night.NextSlice;
import ru.fitcrm.hub.core.night.SliceDone;

/** A job that writes down what it is called for, and fails where the test wants it to. */
final class NoteDates implements NightJob {

  static final String JOB = "note";

  final Set<Long> failing = new ConcurrentSkipListSet<>();

  /** Where it breaks its run off, which no trouble of a club does. */
  final Set<Long> breaking = new ConcurrentSkipListSet<>();

  private final List<String> done = new CopyOnWriteArrayList<>();

  @Override
  public JobSchedule schedule() {
    return JobSchedule.of(JOB, "0 3 * * *");
  }

  @Override
  public SliceDone work(NextSlice slice) {
    if (breaking.contains(slice.club().value())) {
      throw new LinkageError("broken off");
    }
    if (failing.contains(slice.club().value())) {
      throw new IllegalStateException("trouble");
    }
    done.add(slice.club() + " " + slice.businessDate());
    return SliceDone.whole(1, 1);
  }

  List<String> dates(Club club) {
    return done.stream()
        .filter(entry -> entry.startsWith(club.clubId() + " "))
        .map(entry -> entry.substring(entry.indexOf(' ') + 1))
        .toList();
  }
}
