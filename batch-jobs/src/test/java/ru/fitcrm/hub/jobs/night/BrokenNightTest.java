package ru.fitcrm.hub.jobs.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
import org.springframework.transaction.TransactionSystemException;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.night.JobRun;
import ru.fitcrm.hub.core.night.NextSlice;
import ru.fitcrm.hub.core.night.OweNights;
import ru.fitcrm.hub.core.night.RunLease;
import ru.fitcrm.hub.core.night.SliceDone;
import ru.fitcrm.hub.core.night.WorkRuns;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Whatever breaks off, a club or a node or the database: nothing is lost or done twice. */
class BrokenNightTest {

  private final RowsAtNight at = new RowsAtNight();

  @AfterEach
  void close() {
    at.close();
  }

  @Test
  void oneClubsTroubleStopsNobodyElseAndIsTriedAgain() {
    Club weak = at.hub.club("Слабый", "Europe/Moscow");
    Club strong = at.hub.club("Сильный", "Europe/Moscow");
    at.job.failing.add(weak.id());
    at.hub.clock.set(Instant.parse("2027-03-11T00:00:30Z"));
    at.night();

    JobRun run = at.runs.list(RowsAtNight.JOB, PageRequest.of(null, null), null).get(0);
    assertThat(run.status()).isEqualTo(JobRun.Status.FAILED);
    assertThat(run.failures()).extracting(JobRun.Failure::club).containsExactly(weak.id());
    assertThat(at.job.dates(strong)).containsExactly("2027-03-11");

    at.job.failing.clear();
    at.runs.resume(RowsAtNight.JOB, run.id());
    at.night();
    assertThat(at.runs.get(RowsAtNight.JOB, run.id()).status()).isEqualTo(JobRun.Status.COMPLETED);
    assertThat(at.rows(weak)).isEqualTo(3);
    assertThat(at.rows(strong)).isEqualTo(3);
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
    Club club = at.hub.club("Москва", "Europe/Moscow");
    at.hub.clock.set(Instant.parse("2027-03-11T00:00:30Z"));
    at.hub.core.get(OweNights.class).writeDown();
    at.job.atSecondSlice =
        () -> {
          at.job.atSecondSlice = () -> {};
          throw gone;
        };
    assertThatThrownBy(at.node::workThrough).hasMessageContaining("broke off");
    assertThat(at.runs.list(RowsAtNight.JOB, PageRequest.of(null, null), null).get(0).status())
        .isEqualTo(JobRun.Status.RUNNING);

    int worked = at.node.workThrough();

    assertThat(worked).isOne();
    JobRun run = at.runs.list(RowsAtNight.JOB, PageRequest.of(null, null), null).get(0);
    assertThat(run.status()).isEqualTo(JobRun.Status.COMPLETED);
    assertThat(run.failures()).isEmpty();
    assertThat(at.rows(club)).isEqualTo(3);
  }

  @Test
  void aLockSomebodyHoldsFailsItsClubAloneAndSaysWhy() throws Exception {
    Club weak = at.hub.club("Слабый", "Europe/Moscow");
    Club strong = at.hub.club("Сильный", "Europe/Moscow");
    at.hub.clock.set(Instant.parse("2027-03-11T00:00:30Z"));
    List<String> waits = new ArrayList<>();
    at.job.atSecondSlice =
        () -> {
          waits.add(ask("show lock_timeout"));
          if (ask("select hub_club()::text").equals(weak.clubId().toString())) {
            // Ten seconds are long for a test.
            at.hub.jdbc().sql("set local lock_timeout = '100ms'").update();
            String unused = ask("select 'mine' from pg_advisory_xact_lock(7)");
          }
        };
    try (Connection somebody = at.hub.core.database().dataSource().getConnection();
        Statement holds = somebody.createStatement()) {
      holds.execute("select pg_advisory_lock(7)");
      at.night();
      holds.execute("select pg_advisory_unlock(7)");
    }

    assertThat(waits).as("in each club once").containsExactly("10s", "10s");
    JobRun run = at.runs.list(RowsAtNight.JOB, PageRequest.of(null, null), null).get(0);
    assertThat(run.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.error()).endsWith(" 55P03"))
        .extracting(JobRun.Failure::club)
        .isEqualTo(weak.id());
    assertThat(at.job.dates(strong)).containsExactly("2027-03-11");
  }

  private String ask(String sql) {
    return at.hub.jdbc().sql(sql).query(String.class).single();
  }

  @Test
  void aSliceThatLastsOverAMinuteIsNotTakenFromItsLivingNode() {
    Club club = at.hub.club("Москва", "Europe/Moscow");
    at.hub.clock.set(Instant.parse("2027-03-11T00:00:30Z"));
    at.hub.owe();
    List<Integer> taken = new ArrayList<>();
    at.job.atSecondSlice =
        () -> {
          CompletableFuture.runAsync(at::silentForAMinute).join();
          await().atMost(Duration.ofSeconds(20)).until(at::isHeard);
          taken.add(CompletableFuture.supplyAsync(at.node::workThrough).join());
        };

    int unused = at.hub.node(Duration.ofMillis(50)).workThrough();

    assertThat(taken).as("runs another node took meanwhile").containsExactly(0);
    JobRun run = at.runs.list(RowsAtNight.JOB, PageRequest.of(null, null), null).get(0);
    assertThat(run.status()).isEqualTo(JobRun.Status.COMPLETED);
    assertThat(run.recoveredAt()).isNull();
    assertThat(at.rows(club)).isEqualTo(3);
  }

  @Test
  void aRunWhoseNodeDiedGoesOnAtTheNextSlice() throws Exception {
    Club club = at.hub.club("Москва", "Europe/Moscow");
    at.hub.clock.set(Instant.parse("2027-03-11T00:00:30Z"));
    at.hub.core.get(OweNights.class).writeDown();
    WorkRuns work = at.hub.core.get(WorkRuns.class);
    RunLease dead = work.claim(Set.of(RowsAtNight.JOB)).orElseThrow();
    NextSlice first = work.next(dead).orElseThrow();
    assertThat(work.work(dead, first, false, () -> at.job.work(first))).isTrue();
    JobExecution left =
        at.hub.batch.repository().createJobExecution(RowsAtNight.JOB, parameters(dead));
    left.setStatus(BatchStatus.STARTED);
    at.hub.batch.repository().update(left);
    at.silentForAMinute();

    at.night();

    assertThat(at.runs.get(RowsAtNight.JOB, dead.run()).status())
        .isEqualTo(JobRun.Status.COMPLETED);
    assertThat(at.runs.get(RowsAtNight.JOB, dead.run()).recoveredAt()).isNotNull();
    assertThat(at.rows(club)).isEqualTo(3);
    assertThat(at.job.calls.get()).as("the slice that was done is not done again").isEqualTo(3);
    NextSlice late =
        new NextSlice(dead.run(), club.clubId(), dead.businessDate(), "2", false, true);
    assertThat(work.work(dead, late, false, () -> SliceDone.whole(1, 1)))
        .as("the dead node's work")
        .isFalse();
    assertThat(at.rows(club)).isEqualTo(3);
  }

  /**
   * What Spring Batch can leave if PostgreSQL dies while it writes the end of a step or a at.job.
   */
  @ParameterizedTest
  @CsvSource({"FAILED, STARTED", "FAILED, UNKNOWN", "UNKNOWN, FAILED", "UNKNOWN, UNKNOWN"})
  void aRunWhoseEndCouldNotBeWrittenGoesOn(BatchStatus ofJob, BatchStatus ofStep) throws Exception {
    Club club = at.hub.club("Москва", "Europe/Moscow");
    at.hub.clock.set(Instant.parse("2027-03-11T00:00:30Z"));
    at.hub.core.get(OweNights.class).writeDown();
    WorkRuns work = at.hub.core.get(WorkRuns.class);
    RunLease broken = work.claim(Set.of(RowsAtNight.JOB)).orElseThrow();
    JobExecution left =
        at.hub.batch.repository().createJobExecution(RowsAtNight.JOB, parameters(broken));
    StepExecution step = left.createStepExecution("clubs");
    at.hub.batch.repository().add(step);
    step.setStatus(ofStep);
    at.hub.batch.repository().update(step);
    left.setStatus(ofJob);
    left.setEndTime(LocalDateTime.of(2027, 3, 11, 0, 0));
    at.hub.batch.repository().update(left);
    work.letGo(broken);

    at.night();

    assertThat(at.runs.get(RowsAtNight.JOB, broken.run()).status())
        .isEqualTo(JobRun.Status.COMPLETED);
    assertThat(at.rows(club)).isEqualTo(3);
  }

  private static JobParameters parameters(RunLease run) {
    return new JobParametersBuilder()
        .addLong("run", run.run())
        .addLong("round", (long) run.round())
        .toJobParameters();
  }
}
