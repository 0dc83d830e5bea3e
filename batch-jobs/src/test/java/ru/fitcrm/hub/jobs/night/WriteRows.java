package ru.fitcrm.hub.jobs.night;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.night.JobSchedule;
import ru.fitcrm.hub.core.night.NextSlice;
import ru.fitcrm.hub.core.night.SliceDone;

/** Three slices a club, each writing a row. */
final class WriteRows implements NightJob {

  static final String JOB = "write";

  private final Supplier<JdbcClient> jdbc;

  final Set<Long> failing = new ConcurrentSkipListSet<>();
  final AtomicInteger calls = new AtomicInteger();
  final List<String> done = new ArrayList<>();
  Runnable atSecondSlice = () -> {};

  WriteRows(Supplier<JdbcClient> jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public JobSchedule schedule() {
    return JobSchedule.of(JOB, "0 3 * * *");
  }

  @Override
  public SliceDone work(NextSlice slice) {
    calls.incrementAndGet();
    int at = slice.position() == null ? 1 : Integer.parseInt(slice.position());
    if (at == 2) {
      atSecondSlice.run();
    }
    jdbc.get()
        .sql("insert into ignored_number (number) values (:number)")
        .param("number", slice.businessDate() + " " + at)
        .update();
    if (failing.contains(slice.club().value())) {
      throw new IllegalStateException("trouble");
    }
    if (at == 3) {
      done.add(slice.club() + " " + slice.businessDate());
    }
    return new SliceDone(1, 1, at == 3 ? null : Integer.toString(at + 1));
  }

  List<String> dates(Club club) {
    return done.stream()
        .filter(entry -> entry.startsWith(club.clubId() + " "))
        .map(entry -> entry.substring(entry.indexOf(' ') + 1))
        .toList();
  }
}
