package ru.fitcrm.hub.jobs.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.licence.Licences;
import ru.fitcrm.hub.core.licence.Plan;
import ru.fitcrm.hub.core.night.ClubsOfRun;
import ru.fitcrm.hub.core.night.JobRun;
import ru.fitcrm.hub.core.night.JobSchedule;
import ru.fitcrm.hub.core.night.JobSchedules;
import ru.fitcrm.hub.core.night.NightHistory;
import ru.fitcrm.hub.core.night.OweNights;
import ru.fitcrm.hub.core.night.RunLease;
import ru.fitcrm.hub.core.night.WorkRuns;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Which date is a club's turn, and that each comes once. */
class OwedNightsTest {

  private final RowsAtNight at = new RowsAtNight();

  @AfterEach
  void close() {
    at.close();
  }

  @Test
  void eachClubsNightComesAtThreeOfItsOwnClock() {
    Club moscow = at.hub.club("Москва", "Europe/Moscow");
    Club kamchatka = at.hub.club("Камчатка", "Asia/Kamchatka");

    // 03:00 of the 11th is 15:00Z of the 10th in Kamchatka and 00:00Z of the 11th in Moscow.
    at.hub.clock.set(Instant.parse("2027-03-10T15:00:30Z"));
    at.night();
    assertThat(at.job.dates(kamchatka)).containsExactly("2027-03-11");
    assertThat(at.job.dates(moscow)).doesNotContain("2027-03-11");
    at.hub.clock.set(Instant.parse("2027-03-11T00:00:30Z"));
    at.night();
    assertThat(at.job.dates(moscow)).containsExactly("2027-03-10", "2027-03-11");
    assertThat(at.job.dates(kamchatka)).containsExactly("2027-03-11");
  }

  @Test
  void theSameNightIsNotOwedTwice() {
    Club club = at.hub.club("Москва", "Europe/Moscow");
    at.hub.clock.set(Instant.parse("2027-03-11T00:00:30Z"));
    at.night();
    at.night();

    assertThat(at.job.calls.get()).isEqualTo(3);
    assertThat(at.hub.core.get(OweNights.class).writeDown()).isZero();
    JobRun run = at.runs.list(RowsAtNight.JOB, PageRequest.of(null, null), null).get(0);
    assertThat(run.status()).isEqualTo(JobRun.Status.COMPLETED);
    assertThat(run.clubsDone()).isEqualTo(run.clubsTotal()).isEqualTo(1);
    assertThat(run.found()).isEqualTo(3);
    assertThat(at.rows(club)).isEqualTo(3);
  }

  @Test
  void missedNightsAreWorkedThroughByDateOrCollapsedAsTheOperatorChose() {
    Club club = at.hub.club("Москва", "Europe/Moscow");
    at.hub.clock.set(Instant.parse("2027-03-11T00:00:30Z"));
    at.night();
    at.policy(JobSchedule.CatchUp.ALL);
    at.hub.clock.set(Instant.parse("2027-03-15T00:00:30Z"));
    at.night();
    assertThat(at.job.dates(club))
        .containsExactly("2027-03-11", "2027-03-12", "2027-03-13", "2027-03-14", "2027-03-15");

    at.policy(JobSchedule.CatchUp.LATEST);
    at.hub.clock.set(Instant.parse("2027-03-20T00:00:30Z"));
    at.night();
    assertThat(at.job.dates(club)).endsWith("2027-03-15", "2027-03-20");
  }

  @Test
  void aNightInWhichTheClockSkipsTheHourIsNotLostAndOneWithTwoOfThemComesOnce() {
    Club berlin = at.hub.club("Берлин", "Europe/Berlin");
    JobSchedule now = at.hub.core.get(JobSchedules.class).get(RowsAtNight.JOB);
    at.hub
        .core
        .get(JobSchedules.class)
        .put(
            new JobSchedule(
                now.job(),
                "30 2 * * *",
                now.zone(),
                true,
                JobSchedule.CatchUp.ALL,
                now.ifRunning(),
                now.version()));
    for (String moment :
        List.of("2027-03-27T01:31:00Z", "2027-03-28T01:31:00Z", "2027-03-29T00:31:00Z")) {
      at.hub.clock.set(Instant.parse(moment));
      at.night();
    }
    for (String moment :
        List.of("2027-10-30T00:31:00Z", "2027-10-31T00:31:00Z", "2027-10-31T01:31:00Z")) {
      at.hub.clock.set(Instant.parse(moment));
      at.night();
    }
    assertThat(at.job.dates(berlin))
        .contains("2027-03-27", "2027-03-28", "2027-03-29", "2027-10-30", "2027-10-31")
        .doesNotHaveDuplicates();
  }

  @Test
  void aDateThatComesWhileOneBeforeIsWorkedOnWaitsIsLeftOutOrBeginsAsTheOperatorChose() {
    Club club = at.hub.club("Москва", "Europe/Moscow");
    WorkRuns work = at.hub.core.get(WorkRuns.class);
    at.hub.clock.set(Instant.parse("2027-03-11T00:00:30Z"));
    at.hub.core.get(OweNights.class).writeDown();
    RunLease under = work.claim(Set.of(RowsAtNight.JOB)).orElseThrow();
    at.hub.clock.set(Instant.parse("2027-03-12T00:00:30Z"));
    at.hub.core.get(OweNights.class).writeDown();

    assertThat(work.claim(Set.of(RowsAtNight.JOB))).as("it waits").isEmpty();
    at.policy(JobSchedule.CatchUp.ALL, JobSchedule.IfRunning.TOGETHER);
    assertThat(work.claim(Set.of(RowsAtNight.JOB)).map(RunLease::businessDate))
        .contains(LocalDate.of(2027, 3, 12));

    at.policy(JobSchedule.CatchUp.ALL, JobSchedule.IfRunning.SKIP);
    at.hub.clock.set(Instant.parse("2027-03-13T00:00:30Z"));
    at.hub.core.get(OweNights.class).writeDown();
    JobRun leftOut = at.runs.list(RowsAtNight.JOB, PageRequest.of(null, 1), null).get(0);
    assertThat(leftOut.businessDate()).isEqualTo(LocalDate.of(2027, 3, 13));
    assertThat(leftOut.clubsSkipped()).isEqualTo(1);
    assertThat(
            at.hub
                .core
                .get(ClubsOfRun.class)
                .list(leftOut.id(), club.clubId(), PageRequest.of(null, null)))
        .extracting(ClubsOfRun.OneClub::reason)
        .containsExactly("still-running");
    assertThat(under.businessDate()).isEqualTo(LocalDate.of(2027, 3, 11));
  }

  @Test
  void aNightDoneOnALaterDayIsKnownAsCaughtUp() {
    Club club = at.hub.club("Москва", "Europe/Moscow");
    at.hub.clock.set(Instant.parse("2027-03-11T00:00:30Z"));
    at.night();
    at.policy(JobSchedule.CatchUp.ALL);
    at.hub.clock.set(Instant.parse("2027-03-13T00:00:30Z"));
    at.night();

    assertThat(
            at.hub
                .core
                .get(NightHistory.class)
                .nights(LocalDate.of(2027, 3, 1), LocalDate.of(2027, 3, 31), club.clubId()))
        .extracting(one -> one.date().getDayOfMonth() + " " + one.state())
        .containsExactly("11 DONE", "12 CAUGHT_UP", "13 DONE");
    assertThat(
            at.hub
                .core
                .get(NightHistory.class)
                .weeks(LocalDate.of(2027, 3, 1), LocalDate.of(2027, 3, 31), null))
        .extracting(one -> one.week() + " " + one.nights() + " " + one.found())
        .containsExactly("2027-03-08 3 9");
  }

  @Test
  void aClubWhoseLicenceRanOutIsSkippedWithAReason() {
    Club club = at.hub.club("Москва", "Europe/Moscow");
    at.hub.core.runIn(
        club,
        () ->
            at.hub
                .core
                .get(Licences.class)
                .grant(club.clubId(), Plan.PREMIUM, LocalDate.of(2027, 3, 1)));
    at.hub.clock.set(Instant.parse("2027-03-11T00:00:30Z"));
    at.night();

    assertThat(at.job.calls.get()).isZero();
    assertThat(at.runs.list(RowsAtNight.JOB, PageRequest.of(null, null), null).get(0).status())
        .isEqualTo(JobRun.Status.COMPLETED);
  }
}
