package ru.fitcrm.hub.jobs.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.night.JobFigures;
import ru.fitcrm.hub.core.night.JobRun;
import ru.fitcrm.hub.core.night.JobRuns;
import ru.fitcrm.hub.core.night.JobSchedule;
import ru.fitcrm.hub.core.platform.PageRequest;

/** A job that fails is told of once, and once when it is well again. */
class JobAlertsTest {

  private static final LocalDate D = LocalDate.of(2027, 3, 11);

  private final NoteDates job = new NoteDates();
  private final NightHub hub = new NightHub(job);
  private final LaunchRuns node = hub.node();
  private final Club platform = hub.platform();
  private final Club weak = hub.club("Слабый", "Europe/Moscow");
  private final Club strong = hub.club("Сильный", "Europe/Moscow");

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void threeBadNightsAreOneAlertAndTheFirstGoodOneAnother() {
    long admin = employee("CLUB_ADMIN");
    employee("TRAINER");
    night(D);
    assertThat(alerts(weak)).as("a good night is no news").isEmpty();

    job.failing.add(weak.id());
    night(D.plusDays(1));
    night(D.plusDays(2));
    night(D.plusDays(3));
    assertThat(hub.facts(weak, "job.failed"))
        .singleElement()
        .asString()
        .contains("\"job\": \"note\"", "\"businessDate\": \"2027-03-12\"", "IllegalStateException");
    assertThat(figures().failedClubs()).isEqualTo(1);

    job.failing.clear();
    night(D.plusDays(4));
    night(D.plusDays(5));
    assertThat(alerts(weak)).containsExactly("job.failed", "job.recovered");
    assertThat(alerts(strong)).isEmpty();
    assertThat(figures().failedClubs()).isZero();
    assertThat(
            hub.core.in(
                weak,
                () ->
                    hub.jdbc()
                        .sql("select employee_id from notice order by id")
                        .query(Long.class)
                        .list()))
        .containsExactly(admin, admin);
  }

  @Test
  void thePlatformIsToldOnceHoweverManyClubsFail() {
    job.failing.addAll(List.of(weak.id(), strong.id()));
    night(D);
    night(D.plusDays(1));
    job.failing.remove(weak.id());
    night(D.plusDays(2));
    assertThat(alerts(platform)).containsExactly("job.failed");
    assertThat(hub.facts(platform, "job.failed"))
        .singleElement()
        .asString()
        .contains("\"clubs\": 2");

    job.failing.clear();
    night(D.plusDays(3));
    assertThat(alerts(platform)).containsExactly("job.failed", "job.recovered");

    job.failing.add(weak.id());
    night(D.plusDays(4));
    assertThat(alerts(platform)).containsExactly("job.failed", "job.recovered", "job.failed");
  }

  @Test
  void aFailedNightResumedWellIsARecovery() {
    job.failing.add(weak.id());
    night(D);
    job.failing.clear();
    JobRuns runs = hub.core.get(JobRuns.class);
    runs.resume(NoteDates.JOB, runs.list(NoteDates.JOB, PageRequest.of(null, 1), null).get(0).id());
    int unused = node.workThrough();
    assertThat(alerts(weak)).containsExactly("job.failed", "job.recovered");
  }

  @Test
  void anOldNightThatFailsAfterANewerOneWasDoneIsNoNewsNorIsADryRun() {
    night(D);
    job.failing.add(weak.id());
    JobRuns runs = hub.core.get(JobRuns.class);
    runs.ask(NoteDates.JOB, D.minusDays(1), null, false, "test");
    runs.ask(NoteDates.JOB, D.plusDays(1), null, true, "test");
    int unused = node.workThrough();
    assertThat(alerts(weak)).isEmpty();
  }

  @Test
  void anAskedRunOfAFarOffDateHidesNoFailureOfTheNights() {
    night(D);
    asked(D.plusDays(300));
    job.failing.add(weak.id());
    night(D.plusDays(1));
    assertThat(alerts(weak)).containsExactly("job.failed");
    job.failing.clear();
    night(D.plusDays(2));
    assertThat(alerts(weak)).containsExactly("job.failed", "job.recovered");
  }

  @Test
  void anAskedRunOfAFarOffDateThatFailedIsMadeUpForByTheNextGoodNight() {
    night(D);
    job.failing.add(weak.id());
    asked(D.plusDays(300));
    assertThat(alerts(weak)).containsExactly("job.failed");
    job.failing.clear();
    night(D.plusDays(1));
    assertThat(alerts(weak)).containsExactly("job.failed", "job.recovered");
  }

  private void asked(LocalDate date) {
    JobRun unused =
        hub.core.get(JobRuns.class).ask(NoteDates.JOB, date, List.of(weak.clubId()), false, "test");
    int worked = node.workThrough();
    assertThat(worked).isOne();
  }

  @Test
  void twoNodesTellOnce() {
    LaunchRuns other = hub.node();
    hub.schedule(NoteDates.JOB, "0 3 * * *", JobSchedule.CatchUp.ALL);
    night(D);
    job.failing.addAll(List.of(weak.id(), strong.id()));
    hub.clock.set(at(D.plusDays(6)));
    hub.atOnce(List.of(node, other));
    assertThat(alerts(weak)).containsExactly("job.failed");
    assertThat(alerts(strong)).containsExactly("job.failed");
    assertThat(alerts(platform)).containsExactly("job.failed");
  }

  @Test
  void figuresAreOfTheLastNight() {
    job.failing.add(weak.id());
    night(D);
    assertThat(figures().lastSuccess()).isNull();
    job.failing.clear();
    night(D.plusDays(1));
    JobFigures.Figures figures = figures();
    assertThat(figures.lastSuccess()).isNotNull();
    assertThat(figures.lastDuration()).isNotNull();
    assertThat(figures.found()).as("a finding in each of three clubs").isEqualTo(3);
    assertThat(figures.made()).isEqualTo(3);
    assertThat(figures.running()).isZero();
  }

  private JobFigures.Figures figures() {
    return hub.core.get(JobFigures.class).all().get(0);
  }

  private void night(LocalDate date) {
    hub.clock.set(at(date));
    hub.owe();
    int unused = node.workThrough();
  }

  private Instant at(LocalDate date) {
    return date.atTime(LocalTime.of(3, 0, 30)).atZone(weak.zone()).toInstant();
  }

  private long employee(String role) {
    return hub.core.in(
        weak,
        () ->
            hub.jdbc()
                .sql("insert into employee (name, role) values ('Кто-то', :role) returning id")
                .param("role", role)
                .query(Long.class)
                .single());
  }

  private List<String> alerts(Club club) {
    return hub.core
        .get(ClubGate.class)
        .inClub(
            club.clubId(),
            () ->
                hub.jdbc()
                    .sql("select type from event where type like 'job.%' order by id")
                    .query(String.class)
                    .list());
  }
}
