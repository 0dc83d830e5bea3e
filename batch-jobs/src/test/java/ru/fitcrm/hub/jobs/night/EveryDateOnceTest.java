package ru.fitcrm.hub.jobs.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubEdit;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.night.JobRun;
import ru.fitcrm.hub.core.night.JobRuns;
import ru.fitcrm.hub.core.night.JobSchedule;

/** Each business date comes once to each club, whatever clocks, nodes and runs broken off do. */
class EveryDateOnceTest {

  private static final List<String> ZONES =
      List.of("Europe/Kaliningrad", "Europe/Moscow", "Asia/Kamchatka", "Europe/Berlin");

  private final NoteDates job = new NoteDates();
  private final NightHub hub = new NightHub(job);
  private final LaunchRuns node = hub.node();

  @AfterEach
  void close() {
    hub.close();
  }

  @ParameterizedTest(name = "from {0} at {1}")
  @CsvSource({
    "2027-03-26, 30 2 * * *",
    "2027-10-29, 30 2 * * *",
    "2028-02-27, 0 3 * * *",
    "2027-12-30, 0 0 * * *"
  })
  void overDaysOnWhichClocksChange(LocalDate from, String cron) {
    List<Club> clubs = ZONES.stream().map(zone -> hub.club(zone, zone)).toList();
    hub.schedule(NoteDates.JOB, cron, JobSchedule.CatchUp.ALL);
    Instant end = from.plusDays(4).atTime(12, 0).atZone(ZoneId.of("UTC")).toInstant();
    for (Instant now = from.atTime(12, 0).atZone(ZoneId.of("UTC")).toInstant();
        now.isBefore(end);
        now = now.plus(Duration.ofHours(1))) {
      tick(now);
    }
    // In Kamchatka the night of the first day is over at noon of UTC, elsewhere that of the next.
    for (Club club : clubs) {
      assertThat(job.dates(club))
          .as("%s", club.zone())
          .doesNotHaveDuplicates()
          .containsAll(dates(from.plusDays(1), 4))
          .isSorted();
    }
  }

  @Test
  void aClubThatMovesToAnotherZoneHasEachDateOnceStill() {
    Club club = hub.club("Переезд", "Asia/Kamchatka");
    hub.schedule(NoteDates.JOB, "0 3 * * *", JobSchedule.CatchUp.ALL);
    tick(Instant.parse("2027-03-10T15:30:00Z"));
    ClubDirectory clubs = hub.core.get(ClubDirectory.class);
    Club now = clubs.get(club.clubId());
    clubs.update(
        club.clubId(),
        new ClubEdit(now.name(), now.slug(), now.region(), "Europe/Kaliningrad"),
        now.version());
    for (int hours = 0; hours < 48; hours++) {
      tick(Instant.parse("2027-03-10T16:00:00Z").plus(Duration.ofHours(hours)));
    }
    assertThat(job.dates(club)).containsExactly("2027-03-11", "2027-03-12");
  }

  @Test
  void tenMissedNightsAreWorkedThroughOneByOneOrOnlyTheLast() {
    Club all = hub.club("Все", "Europe/Moscow");
    hub.schedule(NoteDates.JOB, "0 3 * * *", JobSchedule.CatchUp.ALL);
    tick(moscow(LocalDate.of(2027, 3, 11)));
    tick(moscow(LocalDate.of(2027, 3, 21)));
    assertThat(job.dates(all)).containsExactlyElementsOf(dates(LocalDate.of(2027, 3, 11), 11));

    hub.schedule(NoteDates.JOB, "0 3 * * *", JobSchedule.CatchUp.LATEST);
    tick(moscow(LocalDate.of(2027, 3, 31)));
    assertThat(job.dates(all)).hasSize(12).endsWith("2027-03-31");
  }

  @Test
  void twoNodesAtOnceRunNoDateTwice() {
    List<Club> clubs =
        IntStream.range(0, 6)
            .mapToObj(i -> hub.club("Клуб " + i, ZONES.get(i % ZONES.size())))
            .toList();
    hub.schedule(NoteDates.JOB, "0 3 * * *", JobSchedule.CatchUp.ALL);
    tick(Instant.parse("2027-03-11T02:30:00Z"));
    LaunchRuns other = hub.node();
    for (int day = 1; day <= 8; day += 2) {
      hub.clock.set(Instant.parse("2027-03-11T02:30:00Z").plus(Duration.ofDays(day + 1)));
      hub.atOnce(List.of(node, other, hub.node()));
    }
    tick(hub.clock.instant());
    for (Club club : clubs) {
      assertThat(job.dates(club)).containsExactlyElementsOf(dates(LocalDate.of(2027, 3, 11), 9));
    }
  }

  @Test
  void aRunThatBreaksOffForAReasonOfItsOwnHoldsUpNoOtherAndGoesOnAfterAMinute() {
    Club broken = hub.club("Сломан", "Europe/Moscow");
    Club well = hub.club("Здоров", "Europe/Moscow");
    JobRuns runs = hub.core.get(JobRuns.class);
    LocalDate date = LocalDate.of(2027, 3, 10);
    long first = runs.ask(NoteDates.JOB, date, List.of(broken.clubId()), false, "test").id();
    long second = runs.ask(NoteDates.JOB, date, List.of(well.clubId()), false, "test").id();
    job.breaking.add(broken.id());

    assertThat(node.workThrough()).as("runs worked on").isEqualTo(2);

    assertThat(job.dates(well)).containsExactly("2027-03-10");
    assertThat(runs.get(NoteDates.JOB, second).status()).isEqualTo(JobRun.Status.COMPLETED);
    assertThat(runs.get(NoteDates.JOB, first).status()).isEqualTo(JobRun.Status.RUNNING);
    job.breaking.clear();
    assertThat(node.workThrough()).as("not before its minute is over").isZero();

    hub.core
        .get(ClubGate.class)
        .runAsPlatform(
            () ->
                hub.jdbc()
                    .sql(
                        "update job_run set beat_at = now() - interval '61 seconds' where id = :id")
                    .param("id", first)
                    .update());
    assertThat(hub.node().workThrough()).isOne();
    assertThat(job.dates(broken)).containsExactly("2027-03-10");
    JobRun ended = runs.get(NoteDates.JOB, first);
    assertThat(ended.status()).isEqualTo(JobRun.Status.COMPLETED);
    assertThat(ended.failures()).isEmpty();
    assertThat(ended.recoveredAt()).isNotNull();
  }

  private void tick(Instant now) {
    hub.clock.set(now);
    tickOf(node);
  }

  private void tickOf(LaunchRuns one) {
    hub.owe();
    int unused = one.workThrough();
  }

  private static Instant moscow(LocalDate date) {
    return date.atTime(LocalTime.of(3, 0, 30)).atZone(ZoneId.of("Europe/Moscow")).toInstant();
  }

  private static List<String> dates(LocalDate from, int count) {
    List<String> dates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      dates.add(from.plusDays(i).toString());
    }
    return dates;
  }
}
