package ru.fitcrm.hub.jobs.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.JobExecution;
import org.springframework.batch.core.JobParameters;
import org.springframework.batch.core.JobParametersBuilder;
import org.springframework.batch.core.StepExecution;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionSystemException;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubEdit;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.licence.Licences;
import ru.fitcrm.hub.core.licence.Plan;
import ru.fitcrm.hub.core.night.ClubsOfRun;
import ru.fitcrm.hub.core.night.JobRun;
import ru.fitcrm.hub.core.night.JobRuns;
import ru.fitcrm.hub.core.night.JobSchedule;
import ru.fitcrm.hub.core.night.JobSchedules;
import ru.fitcrm.hub.core.night.NextSlice;
import ru.fitcrm.hub.core.night.NightHistory;
import ru.fitcrm.hub.core.night.OweNights;
import ru.fitcrm.hub.core.night.RunLease;
import ru.fitcrm.hub.core.night.SliceDone;
import ru.fitcrm.hub.core.night.WorkRuns;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.testing.SteppedClock;
import ru.fitcrm.hub.core.testing.TestCore;

class NightTest {

  private static final String JOB = "write";

  private final SteppedClock clock = new SteppedClock(Instant.parse("2027-03-10T12:00:00Z"));
  private final TestCore core = new TestCore(clock);
  private final WriteRows job = new WriteRows();
  private final OwnBatch batch = OwnBatch.on(core.database().dataSource());
  private final NightTick tick;
  private final LaunchRuns launch;
  private final JobRuns runs = core.get(JobRuns.class);

  NightTest() {
    NightWork night = new NightWork();
    NightJobs jobs = new NightJobs(List.of(job));
    launch =
        night.launchRuns(
            jobs,
            core.get(WorkRuns.class),
            core.get(ClubGate.class),
            core.get(Licences.class),
            batch.repository(),
            batch.launcher());
    tick = night.nightTick(jobs, core.get(JobSchedules.class), core.get(OweNights.class), launch);
  }

  @AfterEach
  void close() {
    tick.close();
    core.close();
  }

  @Test
  void eachClubsNightComesAtThreeOfItsOwnClock() {
    Club moscow = club("Москва", "Europe/Moscow");
    Club kamchatka = club("Камчатка", "Asia/Kamchatka");

    // 03:00 of the 11th is 15:00Z of the 10th in Kamchatka and 00:00Z of the 11th in Moscow.
    clock.set(Instant.parse("2027-03-10T15:00:30Z"));
    night();
    assertThat(job.dates(kamchatka)).containsExactly("2027-03-11");
    assertThat(job.dates(moscow)).doesNotContain("2027-03-11");
    clock.set(Instant.parse("2027-03-11T00:00:30Z"));
    night();
    assertThat(job.dates(moscow)).containsExactly("2027-03-10", "2027-03-11");
    assertThat(job.dates(kamchatka)).containsExactly("2027-03-11");
  }

  @Test
  void theSameNightIsNotOwedTwice() {
    Club club = club("Москва", "Europe/Moscow");
    clock.set(Instant.parse("2027-03-11T00:00:30Z"));
    night();
    night();

    assertThat(job.calls.get()).isEqualTo(3);
    assertThat(core.get(OweNights.class).writeDown()).isZero();
    JobRun run = runs.list(JOB, PageRequest.of(null, null), null).get(0);
    assertThat(run.status()).isEqualTo(JobRun.Status.COMPLETED);
    assertThat(run.clubsDone()).isEqualTo(run.clubsTotal()).isEqualTo(1);
    assertThat(run.found()).isEqualTo(3);
    assertThat(rows(club)).isEqualTo(3);
  }

  @Test
  void missedNightsAreWorkedThroughByDateOrCollapsedAsTheOperatorChose() {
    Club club = club("Москва", "Europe/Moscow");
    clock.set(Instant.parse("2027-03-11T00:00:30Z"));
    night();
    policy(JobSchedule.CatchUp.ALL);
    clock.set(Instant.parse("2027-03-15T00:00:30Z"));
    night();
    assertThat(job.dates(club))
        .containsExactly("2027-03-11", "2027-03-12", "2027-03-13", "2027-03-14", "2027-03-15");

    policy(JobSchedule.CatchUp.LATEST);
    clock.set(Instant.parse("2027-03-20T00:00:30Z"));
    night();
    assertThat(job.dates(club)).endsWith("2027-03-15", "2027-03-20");
  }

  @Test
  void aNightInWhichTheClockSkipsTheHourIsNotLostAndOneWithTwoOfThemComesOnce() {
    Club berlin = club("Берлин", "Europe/Berlin");
    JobSchedule now = core.get(JobSchedules.class).get(JOB);
    core.get(JobSchedules.class)
        .put(
            new JobSchedule(
                now.job(),
                "30 2 * * *",
                now.zone(),
                true,
                JobSchedule.CatchUp.ALL,
                now.ifRunning(),
                now.version()));
    for (String at :
        List.of("2027-03-27T01:31:00Z", "2027-03-28T01:31:00Z", "2027-03-29T00:31:00Z")) {
      clock.set(Instant.parse(at));
      night();
    }
    for (String at :
        List.of("2027-10-30T00:31:00Z", "2027-10-31T00:31:00Z", "2027-10-31T01:31:00Z")) {
      clock.set(Instant.parse(at));
      night();
    }
    assertThat(job.dates(berlin))
        .contains("2027-03-27", "2027-03-28", "2027-03-29", "2027-10-30", "2027-10-31")
        .doesNotHaveDuplicates();
  }

  @Test
  void oneClubsTroubleStopsNobodyElseAndIsTriedAgain() {
    Club weak = club("Слабый", "Europe/Moscow");
    Club strong = club("Сильный", "Europe/Moscow");
    job.failing.add(weak.id());
    clock.set(Instant.parse("2027-03-11T00:00:30Z"));
    night();

    JobRun run = runs.list(JOB, PageRequest.of(null, null), null).get(0);
    assertThat(run.status()).isEqualTo(JobRun.Status.FAILED);
    assertThat(run.failures()).extracting(JobRun.Failure::club).containsExactly(weak.id());
    assertThat(job.dates(strong)).containsExactly("2027-03-11");

    job.failing.clear();
    runs.resume(JOB, run.id());
    night();
    assertThat(runs.get(JOB, run.id()).status()).isEqualTo(JobRun.Status.COMPLETED);
    assertThat(rows(weak)).isEqualTo(3);
    assertThat(rows(strong)).isEqualTo(3);
  }

  static Stream<RuntimeException> waysADatabaseGoes() {
    RuntimeException gone =
        new DataAccessResourceFailureException("gone", new SQLException("gone", "57P01"));
    // What the pool says of a connection it has thrown away has no state.
    TransactionSystemException noWayBack =
        new TransactionSystemException("rollback", new SQLException("Connection is closed"));
    noWayBack.initApplicationException(gone);
    return Stream.of(
        gone,
        noWayBack,
        new TransactionSystemException("commit", new SQLException("I/O error", "08006")));
  }

  @ParameterizedTest
  @MethodSource("waysADatabaseGoes")
  void aDatabaseThatGoesAwayInTheNightIsNoClubsFailureAndTheRunGoesOnAtOnceWhenItIsBack(
      RuntimeException gone) {
    Club club = club("Москва", "Europe/Moscow");
    clock.set(Instant.parse("2027-03-11T00:00:30Z"));
    core.get(OweNights.class).writeDown();
    job.atSecondSlice =
        () -> {
          job.atSecondSlice = () -> {};
          throw gone;
        };
    assertThatThrownBy(launch::workThrough).hasMessageContaining("broke off");
    assertThat(runs.list(JOB, PageRequest.of(null, null), null).get(0).status())
        .isEqualTo(JobRun.Status.RUNNING);

    int worked = launch.workThrough();

    assertThat(worked).isOne();
    JobRun run = runs.list(JOB, PageRequest.of(null, null), null).get(0);
    assertThat(run.status()).isEqualTo(JobRun.Status.COMPLETED);
    assertThat(run.failures()).isEmpty();
    assertThat(rows(club)).isEqualTo(3);
  }

  @Test
  void aRunWhoseNodeDiedGoesOnAtTheNextSlice() throws Exception {
    Club club = club("Москва", "Europe/Moscow");
    clock.set(Instant.parse("2027-03-11T00:00:30Z"));
    core.get(OweNights.class).writeDown();
    WorkRuns work = core.get(WorkRuns.class);
    RunLease dead = work.claim(Set.of(JOB)).orElseThrow();
    NextSlice first = work.next(dead).orElseThrow();
    assertThat(work.work(dead, first, false, () -> job.work(first))).isTrue();
    JobExecution left = batch.repository().createJobExecution(JOB, parameters(dead));
    left.setStatus(BatchStatus.STARTED);
    batch.repository().update(left);
    silentForAMinute();

    night();

    assertThat(runs.get(JOB, dead.run()).status()).isEqualTo(JobRun.Status.COMPLETED);
    assertThat(runs.get(JOB, dead.run()).recoveredAt()).isNotNull();
    assertThat(rows(club)).isEqualTo(3);
    assertThat(job.calls.get()).as("the slice that was done is not done again").isEqualTo(3);
    NextSlice late =
        new NextSlice(dead.run(), club.clubId(), dead.businessDate(), "2", false, true);
    assertThat(work.work(dead, late, false, () -> SliceDone.whole(1, 1)))
        .as("the dead node's work")
        .isFalse();
    assertThat(rows(club)).isEqualTo(3);
  }

  /** What Spring Batch can leave if PostgreSQL dies while it writes the end of a step or a job. */
  @ParameterizedTest
  @CsvSource({"FAILED, STARTED", "FAILED, UNKNOWN", "UNKNOWN, FAILED", "UNKNOWN, UNKNOWN"})
  void aRunWhoseEndCouldNotBeWrittenGoesOn(BatchStatus ofJob, BatchStatus ofStep) throws Exception {
    Club club = club("Москва", "Europe/Moscow");
    clock.set(Instant.parse("2027-03-11T00:00:30Z"));
    core.get(OweNights.class).writeDown();
    WorkRuns work = core.get(WorkRuns.class);
    RunLease broken = work.claim(Set.of(JOB)).orElseThrow();
    JobExecution left = batch.repository().createJobExecution(JOB, parameters(broken));
    StepExecution step = left.createStepExecution("clubs");
    batch.repository().add(step);
    step.setStatus(ofStep);
    batch.repository().update(step);
    left.setStatus(ofJob);
    left.setEndTime(LocalDateTime.of(2027, 3, 11, 0, 0));
    batch.repository().update(left);
    work.letGo(broken);

    night();

    assertThat(runs.get(JOB, broken.run()).status()).isEqualTo(JobRun.Status.COMPLETED);
    assertThat(rows(club)).isEqualTo(3);
  }

  private static JobParameters parameters(RunLease run) {
    return new JobParametersBuilder()
        .addLong("run", run.run())
        .addLong("round", (long) run.round())
        .toJobParameters();
  }

  @Test
  void aDryRunCountsAndLeavesNothing() {
    Club club = club("Москва", "Europe/Moscow");
    JobRun asked = runs.ask(JOB, LocalDate.of(2027, 3, 5), null, true, "operator");

    int unused = launch.workThrough();

    JobRun run = runs.get(JOB, asked.id());
    assertThat(run.status()).isEqualTo(JobRun.Status.COMPLETED);
    assertThat(run.found()).isEqualTo(3);
    assertThat(rows(club)).isZero();
  }

  @Test
  void aStoppedRunGoesOnWhereItStopped() {
    Club club = club("Москва", "Europe/Moscow");
    JobRun asked = runs.ask(JOB, LocalDate.of(2027, 3, 5), null, false, "operator");
    job.atSecondSlice = () -> CompletableFuture.runAsync(() -> runs.stop(JOB, asked.id())).join();

    int unused = launch.workThrough();
    assertThat(runs.get(JOB, asked.id()).status()).isEqualTo(JobRun.Status.STOPPED);
    assertThat(rows(club)).as("the slice under way was undone").isEqualTo(1);
    job.atSecondSlice = () -> {};
    runs.resume(JOB, asked.id());
    unused = launch.workThrough();

    assertThat(runs.get(JOB, asked.id()).status()).isEqualTo(JobRun.Status.COMPLETED);
    assertThat(rows(club)).isEqualTo(3);
    assertThatThrownBy(() -> runs.stop(JOB, asked.id())).isInstanceOf(Conflict.class);
  }

  @Test
  void oneFailedClubIsRetriedAloneWhileAStoppedOneWaits() {
    Club first = club("Первый", "Europe/Moscow");
    Club second = club("Второй", "Europe/Moscow");
    JobRun asked = runs.ask(JOB, LocalDate.of(2027, 3, 5), null, false, "operator");
    runs.stop(JOB, asked.id());

    runs.retry(JOB, asked.id(), second.clubId());
    int unused = launch.workThrough();

    assertThat(rows(second)).isEqualTo(3);
    assertThat(rows(first)).isZero();
    assertThat(runs.get(JOB, asked.id()).status()).isEqualTo(JobRun.Status.STOPPED);
    assertThat(runs.get(JOB, asked.id(), second.clubId()).status())
        .as("as the club sees it")
        .isEqualTo(JobRun.Status.COMPLETED);
    assertThatThrownBy(() -> runs.retry(JOB, asked.id(), second.clubId()))
        .isInstanceOf(Conflict.class);
    runs.resume(JOB, asked.id());
    unused = launch.workThrough();
    assertThat(runs.get(JOB, asked.id()).status()).isEqualTo(JobRun.Status.COMPLETED);
    assertThat(rows(first)).isEqualTo(3);
  }

  @Test
  void aDateThatComesWhileOneBeforeIsWorkedOnWaitsIsLeftOutOrBeginsAsTheOperatorChose() {
    Club club = club("Москва", "Europe/Moscow");
    WorkRuns work = core.get(WorkRuns.class);
    clock.set(Instant.parse("2027-03-11T00:00:30Z"));
    core.get(OweNights.class).writeDown();
    RunLease under = work.claim(Set.of(JOB)).orElseThrow();
    clock.set(Instant.parse("2027-03-12T00:00:30Z"));
    core.get(OweNights.class).writeDown();

    assertThat(work.claim(Set.of(JOB))).as("it waits").isEmpty();
    policy(JobSchedule.CatchUp.ALL, JobSchedule.IfRunning.TOGETHER);
    assertThat(work.claim(Set.of(JOB)).map(RunLease::businessDate))
        .contains(LocalDate.of(2027, 3, 12));

    policy(JobSchedule.CatchUp.ALL, JobSchedule.IfRunning.SKIP);
    clock.set(Instant.parse("2027-03-13T00:00:30Z"));
    core.get(OweNights.class).writeDown();
    JobRun leftOut = runs.list(JOB, PageRequest.of(null, 1), null).get(0);
    assertThat(leftOut.businessDate()).isEqualTo(LocalDate.of(2027, 3, 13));
    assertThat(leftOut.clubsSkipped()).isEqualTo(1);
    assertThat(
            core.get(ClubsOfRun.class)
                .list(leftOut.id(), club.clubId(), PageRequest.of(null, null)))
        .extracting(ClubsOfRun.OneClub::reason)
        .containsExactly("still-running");
    assertThat(under.businessDate()).isEqualTo(LocalDate.of(2027, 3, 11));
  }

  @Test
  void aNightDoneOnALaterDayIsKnownAsCaughtUp() {
    Club club = club("Москва", "Europe/Moscow");
    clock.set(Instant.parse("2027-03-11T00:00:30Z"));
    night();
    policy(JobSchedule.CatchUp.ALL);
    clock.set(Instant.parse("2027-03-13T00:00:30Z"));
    night();

    assertThat(
            core.get(NightHistory.class)
                .nights(LocalDate.of(2027, 3, 1), LocalDate.of(2027, 3, 31), club.clubId()))
        .extracting(one -> one.date().getDayOfMonth() + " " + one.state())
        .containsExactly("11 DONE", "12 CAUGHT_UP", "13 DONE");
    assertThat(
            core.get(NightHistory.class)
                .weeks(LocalDate.of(2027, 3, 1), LocalDate.of(2027, 3, 31), null))
        .extracting(one -> one.week() + " " + one.nights() + " " + one.found())
        .containsExactly("2027-03-08 3 9");
  }

  @Test
  void aClubWhoseLicenceRanOutIsSkippedWithAReason() {
    Club club = club("Москва", "Europe/Moscow");
    core.runIn(
        club,
        () ->
            core.get(Licences.class).grant(club.clubId(), Plan.PREMIUM, LocalDate.of(2027, 3, 1)));
    clock.set(Instant.parse("2027-03-11T00:00:30Z"));
    night();

    assertThat(job.calls.get()).isZero();
    assertThat(runs.list(JOB, PageRequest.of(null, null), null).get(0).status())
        .isEqualTo(JobRun.Status.COMPLETED);
  }

  private void night() {
    core.get(OweNights.class).writeDown();
    int unused = launch.workThrough();
  }

  private Club club(String name, String zone) {
    Club made = core.get(ClubDirectory.class).create(new ClubEdit(name, null, null, zone));
    core.get(ClubGate.class)
        .runAsPlatform(
            () ->
                jdbc()
                    .sql("update club set created_at = '2020-01-01' where id = :id")
                    .param("id", made.id())
                    .update());
    core.runIn(
        made,
        () ->
            core.get(Licences.class).grant(made.clubId(), Plan.PREMIUM, LocalDate.of(2030, 1, 1)));
    return made;
  }

  private void policy(JobSchedule.CatchUp catchUp) {
    policy(catchUp, JobSchedule.IfRunning.WAIT);
  }

  private void policy(JobSchedule.CatchUp catchUp, JobSchedule.IfRunning ifRunning) {
    JobSchedule now = core.get(JobSchedules.class).get(JOB);
    core.get(JobSchedules.class)
        .put(
            new JobSchedule(
                now.job(), now.cron(), now.zone(), true, catchUp, ifRunning, now.version()));
  }

  private void silentForAMinute() {
    core.get(ClubGate.class)
        .runAsPlatform(
            () ->
                jdbc().sql("update job_run set beat_at = now() - interval '61 seconds'").update());
  }

  private long rows(Club club) {
    return core.in(
        club, () -> jdbc().sql("select count(*) from ignored_number").query(Long.class).single());
  }

  private JdbcClient jdbc() {
    return core.get(JdbcClient.class);
  }

  /** Three slices a club, each writing a row. */
  private final class WriteRows implements NightJob {

    final Set<Long> failing = new ConcurrentSkipListSet<>();
    final AtomicInteger calls = new AtomicInteger();
    final List<String> done = new ArrayList<>();
    Runnable atSecondSlice = () -> {};

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
      jdbc()
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
}
