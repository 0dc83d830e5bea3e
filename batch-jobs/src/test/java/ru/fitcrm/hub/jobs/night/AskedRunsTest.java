package ru.fitcrm.hub.jobs.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.night.JobRun;
import ru.fitcrm.hub.core.platform.Conflict;

/** What an operator asks of a run: to try, to stop, to go on, to do one club again. */
class AskedRunsTest {

  private final RowsAtNight at = new RowsAtNight();

  @AfterEach
  void close() {
    at.close();
  }

  @Test
  void aDryRunCountsAndLeavesNothing() {
    Club club = at.hub.club("Москва", "Europe/Moscow");
    JobRun asked = at.runs.ask(RowsAtNight.JOB, LocalDate.of(2027, 3, 5), null, true, "operator");

    int unused = at.node.workThrough();

    JobRun run = at.runs.get(RowsAtNight.JOB, asked.id());
    assertThat(run.status()).isEqualTo(JobRun.Status.COMPLETED);
    assertThat(run.found()).isEqualTo(3);
    assertThat(at.rows(club)).isZero();
  }

  @Test
  void aStoppedRunGoesOnWhereItStopped() {
    Club club = at.hub.club("Москва", "Europe/Moscow");
    JobRun asked = at.runs.ask(RowsAtNight.JOB, LocalDate.of(2027, 3, 5), null, false, "operator");
    at.job.atSecondSlice =
        () -> CompletableFuture.runAsync(() -> at.runs.stop(RowsAtNight.JOB, asked.id())).join();

    int unused = at.node.workThrough();
    assertThat(at.runs.get(RowsAtNight.JOB, asked.id()).status()).isEqualTo(JobRun.Status.STOPPED);
    assertThat(at.rows(club)).as("the slice under way was undone").isEqualTo(1);
    at.job.atSecondSlice = () -> {};
    at.runs.resume(RowsAtNight.JOB, asked.id());
    unused = at.node.workThrough();

    assertThat(at.runs.get(RowsAtNight.JOB, asked.id()).status())
        .isEqualTo(JobRun.Status.COMPLETED);
    assertThat(at.rows(club)).isEqualTo(3);
    assertThatThrownBy(() -> at.runs.stop(RowsAtNight.JOB, asked.id()))
        .isInstanceOf(Conflict.class);
  }

  @Test
  void oneFailedClubIsRetriedAloneWhileAStoppedOneWaits() {
    Club first = at.hub.club("Первый", "Europe/Moscow");
    Club second = at.hub.club("Второй", "Europe/Moscow");
    JobRun asked = at.runs.ask(RowsAtNight.JOB, LocalDate.of(2027, 3, 5), null, false, "operator");
    at.runs.stop(RowsAtNight.JOB, asked.id());

    at.runs.retry(RowsAtNight.JOB, asked.id(), second.clubId());
    int unused = at.node.workThrough();

    assertThat(at.rows(second)).isEqualTo(3);
    assertThat(at.rows(first)).isZero();
    assertThat(at.runs.get(RowsAtNight.JOB, asked.id()).status()).isEqualTo(JobRun.Status.STOPPED);
    assertThat(at.runs.get(RowsAtNight.JOB, asked.id(), second.clubId()).status())
        .as("as the club sees it")
        .isEqualTo(JobRun.Status.COMPLETED);
    assertThatThrownBy(() -> at.runs.retry(RowsAtNight.JOB, asked.id(), second.clubId()))
        .isInstanceOf(Conflict.class);
    at.runs.resume(RowsAtNight.JOB, asked.id());
    unused = at.node.workThrough();
    assertThat(at.runs.get(RowsAtNight.JOB, asked.id()).status())
        .isEqualTo(JobRun.Status.COMPLETED);
    assertThat(at.rows(first)).isEqualTo(3);
  }
}
