package ru.fitcrm.hub.jobs.night;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubEdit;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.licence.Licences;
import ru.fitcrm.hub.core.licence.Plan;
import ru.fitcrm.hub.core.night.JobSchedule;
import ru.fitcrm.hub.core.night.JobSchedules;
import ru.fitcrm.hub.core.night.OweNights;
import ru.fitcrm.hub.core.testing.SteppedClock;
import ru.fitcrm.hub.core.testing.TestCore;

/** Clubs of several zones and one job of the test's, worked by as many nodes as wanted. */
final class NightHub implements AutoCloseable {

  final SteppedClock clock = new SteppedClock(Instant.parse("2027-03-10T12:00:00Z"));
  final TestCore core = new TestCore(clock);
  final OwnBatch batch = OwnBatch.on(core.database().dataSource());
  private final NightJobs jobs;

  NightHub(NightJob job) {
    jobs = new NightJobs(List.of(job));
    core.get(JobSchedules.class).addMissing(jobs.schedules());
  }

  /** What one node works with. */
  LaunchRuns node() {
    return batch.node(core, jobs);
  }

  /** One that says at this pace that it lives. */
  LaunchRuns node(Duration pace) {
    return batch.node(core, jobs, new BeatWhileWorking(pace));
  }

  /** One that was there long before. */
  Club club(String name, String zone) {
    return club(new ClubEdit(name, null, null, zone));
  }

  Club platform() {
    return club(new ClubEdit("Платформа", Club.PLATFORM_SLUG, null, "Europe/Moscow"));
  }

  private Club club(ClubEdit edit) {
    Club made = core.get(ClubDirectory.class).create(edit);
    ClubGate gate = core.get(ClubGate.class);
    gate.runAsPlatform(
        () ->
            jdbc()
                .sql("update club set created_at = '2020-01-01' where id = :id")
                .param("id", made.id())
                .update());
    core.runIn(
        made,
        () ->
            core.get(Licences.class).grant(made.clubId(), Plan.PREMIUM, LocalDate.of(2035, 1, 1)));
    return made;
  }

  void schedule(String job, String cron, JobSchedule.CatchUp catchUp) {
    JobSchedules schedules = core.get(JobSchedules.class);
    JobSchedule now = schedules.get(job);
    schedules.put(
        new JobSchedule(job, cron, now.zone(), true, catchUp, now.ifRunning(), now.version()));
  }

  void owe() {
    int unused = core.get(OweNights.class).writeDown();
  }

  JdbcClient jdbc() {
    return core.get(JdbcClient.class);
  }

  /** The data of a club's events of a type, in their order. */
  List<String> facts(Club club, String type) {
    return core.in(
        club,
        () ->
            jdbc()
                .sql("select data::text from event where type = :type order by id")
                .param("type", type)
                .query(String.class)
                .list());
  }

  /** Has several nodes do what is owed, all from the same moment. */
  void atOnce(List<LaunchRuns> nodes) {
    CyclicBarrier start = new CyclicBarrier(nodes.size());
    try (ExecutorService threads = Executors.newFixedThreadPool(nodes.size())) {
      List<Callable<Integer>> work =
          nodes.stream()
              .map(
                  node ->
                      (Callable<Integer>)
                          () -> {
                            start.await();
                            owe();
                            return node.workThrough();
                          })
              .toList();
      for (Future<Integer> done : threads.invokeAll(work)) {
        int unused = done.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    core.close();
  }
}
