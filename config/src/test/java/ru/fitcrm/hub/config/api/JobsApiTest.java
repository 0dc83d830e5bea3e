package ru.fitcrm.hub.config.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.TestClub;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.platform.BusinessClock;

/** The jobs of the night, as operators and clubs' administrators ask for them. */
class JobsApiTest {

  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
  private static final String PLANNED = "jobs/visits-ending/schedule";

  private final TestClub club = TestClub.make();
  private final ApiCaller operator = club.admin();
  private final ApiCaller own =
      club.hub().with(operator.post(club.path("api-keys"), "{\"name\": \"ночь\"}").text("key"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          75 3 * * * | minutes: 75 is more than 59
          0 25 * * * | hours: 25 is more than 23
          0 3 30 2 * | there is no such day
          0 3 *      | five fields are needed
          night      | five fields are needed
          0 3 * * ПН | day of the week
          """)
  void aBadCronIsRefusedWithItsFieldNamed(String cron, String said) {
    Answer refused = operator.put(PLANNED, "{\"cron\": \"%s\"}".formatted(cron));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("field")).isEqualTo("cron");
    assertThat(refused.text("detail")).contains(said);
    assertThat(operator.get(PLANNED).text("cron")).isNotEqualTo(cron);
  }

  @Test
  void theNextFiveTimesAreToldInTheSchedulesZoneAlsoOverAChangeOfTheClocks() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    ZoneOffsetTransition spring = nextGap(berlin);
    LocalDateTime skipped = spring.getDateTimeBefore().plusMinutes(30);

    Answer saved =
        operator.put(
            PLANNED,
            """
            {"cron": "%d %d %d %d *", "zone": "Europe/Berlin", "catchUp": "ALL", "ifRunning": "SKIP"}"""
                .formatted(
                    skipped.getMinute(),
                    skipped.getHour(),
                    skipped.getDayOfMonth(),
                    skipped.getMonthValue()));

    assertThat(saved.status()).as(saved.json().toString()).isEqualTo(200);
    assertThat(saved.text("catchUp")).isEqualTo("ALL");
    assertThat(saved.text("ifRunning")).isEqualTo("SKIP");
    assertThat(saved.json().path("next")).hasSize(5);
    assertThat(OffsetDateTime.parse(saved.text("next.0")))
        .isEqualTo(spring.getDateTimeAfter().plusMinutes(30).atZone(berlin).toOffsetDateTime());

    assertThat(operator.put(PLANNED, "{\"zone\": \"Mars/Base\"}").text("field")).isEqualTo("zone");
    String stale = saved.json().toString();
    Answer back =
        operator.put(
            PLANNED,
            """
            {"cron": "0 3 * * *", "zone": "CLUB", "catchUp": "LATEST", "ifRunning": "WAIT"}""");
    assertThat(back.json().path("next")).hasSize(5);
    assertThat(back.text("next.0")).endsWith("T03:00:00+03:00");
    assertThat(operator.put(PLANNED, stale).status()).as("of an old version").isEqualTo(412);
    assertThat(operator.put(PLANNED, operator.get(PLANNED).json().toString()).status())
        .as("what GET answered may be sent back")
        .isEqualTo(200);
  }

  @Test
  void aDryRunCountsTheNoticesThatSomebodyWouldGet() {
    long trainer = own.post(club.path("employees"), "{\"name\": \"Вера\"}").id();
    own.post(club.path("clients"), "{\"name\": \"Ничья\", \"birthDate\": \"1990-11-20\"}");
    own.post(
        club.path("clients"),
        "{\"name\": \"Её\", \"birthDate\": \"1991-11-20\", \"responsibleId\": %d}"
            .formatted(trainer));
    Answer asked =
        own.post("jobs/birthdays/runs", "{\"businessDate\": \"2026-11-20\", \"dryRun\": true}");

    assertThat(ended(operator, asked.id()).path("found").asInt()).isEqualTo(2);
    JsonNode follows = own.get(run(asked.id()) + "/outcome").json().path("wouldFollow");
    assertThat(follows.findValuesAsText("action")).containsExactly("NOTICE");
    assertThat(follows.findValuesAsText("count")).containsExactly("1");
  }

  @Test
  void aClubsAdministratorSeesAndStartsTheirOwnClubOnly() {
    TestClub other = TestClub.make();
    long both = asked(operator, "\"%s\", \"%s\"".formatted(club.slug(), other.slug()));
    long others = asked(operator, "\"" + other.slug() + "\"");

    assertThat(ended(operator, both).path("clubsTotal").asInt()).isEqualTo(2);
    assertThat(ended(own, both).path("clubsTotal").asInt()).isEqualTo(1);
    assertThat(own.get(run(both) + "/clubs").json().path("items"))
        .hasSize(1)
        .first()
        .satisfies(one -> assertThat(one.path("slug").asText()).isEqualTo(club.slug()));
    assertThat(own.get(run(both) + "/outcome").json().path("clubs")).hasSize(1);
    assertThat(own.get(run(others)).status()).isEqualTo(404);
    assertThat(own.get("jobs/birthdays/runs").json().findValuesAsText("id"))
        .contains(String.valueOf(both))
        .doesNotContain(String.valueOf(others));
    assertThat(own.post(run(both) + "/stop", "{}").status()).isEqualTo(403);
    assertThat(own.put(PLANNED, "{\"enabled\": false}").status()).isEqualTo(403);
    assertThat(
            own.post(
                    "jobs/birthdays/runs",
                    "{\"businessDate\": \"%s\", \"clubs\": [\"%s\"]}"
                        .formatted(yesterday(), other.slug()))
                .status())
        .isEqualTo(404);

    Answer mine =
        own.post("jobs/birthdays/runs", "{\"businessDate\": \"%s\"}".formatted(yesterday()));
    assertThat(mine.status()).isEqualTo(202);
    assertThat(ended(operator, mine.id()).path("clubsTotal").asInt()).isEqualTo(1);
    assertThat(own.get("audit?limit=50").json().findValuesAsText("action"))
        .contains("job-run.asked");
  }

  @Test
  void aRunIsStoppedRestartedAndOneClubOfItRetried() {
    long run = asked(operator, "\"" + club.slug() + "\"");
    ended(operator, run);
    assertThat(operator.post(run(run) + "/stop", "{}").status()).isEqualTo(409);
    assertThat(operator.post(run(run) + "/restart", "{}").status()).isEqualTo(409);
    assertThat(operator.post(run(run) + "/clubs/" + club.slug() + "/retry", "{}").text("code"))
        .isEqualTo("run.club-state");

    makeItFail(run);
    assertThat(own.get(run(run) + "/clubs").text("items.0.reason"))
        .isEqualTo("QueryTimeoutException 57014");
    Answer retried = own.post(run(run) + "/clubs/" + club.slug() + "/retry", "{}");
    assertThat(retried.status()).as(retried.json().toString()).isEqualTo(202);
    assertThat(ended(operator, run).path("status").asText()).isEqualTo("COMPLETED");
    makeItFail(run);
    assertThat(own.post(run(run) + "/restart", "{}").status()).isEqualTo(202);
    assertThat(ended(operator, run).path("status").asText()).isEqualTo("COMPLETED");
  }

  @ParameterizedTest
  @CsvSource({"P367D, false", "P-367D, false", "P3652500D, true"})
  void aDateTooFarOffIsRefusedWithItsFieldNamed(Period away, boolean dryRun) {
    Answer refused = ask(today().plus(away).toString(), "\"" + club.slug() + "\"", dryRun);

    assertThat(refused.status()).as(refused.json().toString()).isEqualTo(400);
    assertThat(refused.text("field")).isEqualTo("businessDate");
    assertThat(refused.text("detail")).contains(dryRun ? "four digits" : "dryRun");
  }

  @Test
  void withinAYearAnyDateMayRunAndFurtherOffItMayBeTried() {
    String mine = "\"" + club.slug() + "\"";
    assertThat(ask(today().plusYears(1).toString(), mine, false).status()).isEqualTo(202);
    assertThat(ask(today().minusYears(1).toString(), mine, false).status()).isEqualTo(202);
    assertThat(ask(today().plusYears(3).toString(), mine, true).status()).isEqualTo(202);
  }

  @Test
  void aRunOfNoClubIsRefusedAndOneThatIsNowhereIsSaidSo() {
    Answer none = ask(today().toString(), "", false);
    assertThat(none.status()).isEqualTo(400);
    assertThat(none.text("field")).isEqualTo("clubs");
    Answer unknown = ask(today().toString(), "\"nosuch\"", false);
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.text("detail")).isEqualTo("There is no club nosuch");
  }

  @Test
  void aScheduleIsChangedOnTheVersionInsistedOnAndTheAuditNamesItsJob() {
    String planned = "jobs/retention/schedule";
    Answer read = operator.get(planned);
    String tag = read.header("ETag");
    assertThat(tag).isEqualTo("\"" + read.text("version") + "\"");
    Answer changed = operator.put(planned, "{\"cron\": \"0\\t4  * * *\"}", "If-Match", tag);
    assertThat(changed.status()).as(changed.json().toString()).isEqualTo(200);
    assertThat(changed.text("cron")).isEqualTo("0 4 * * *");
    Answer stale = operator.put(planned, "{\"cron\": \"0 5 * * *\"}", "If-Match", tag);
    assertThat(stale.status()).isEqualTo(412);
    Answer back = operator.put(planned, read.json().toString(), "If-Match", changed.header("ETag"));
    assertThat(back.status()).as("the body is of an old version").isEqualTo(412);
    assertThat(
            operator
                .put(planned, "{\"cron\": \"0 3 * * *\"}", "If-Match", changed.header("ETag"))
                .status())
        .isEqualTo(200);
    assertThat(operator.get("audit?limit=200").json().path("items"))
        .anySatisfy(
            entry -> {
              assertThat(entry.path("action").asText()).isEqualTo("job-schedule.updated");
              assertThat(entry.at("/data/job").asText()).isEqualTo("retention");
            });
  }

  private void makeItFail(long run) {
    club.hub()
        .get(ClubGate.class)
        .runAsPlatform(
            () ->
                Stream.of(
                        "update job_run set status = 'FAILED' where id = :id",
                        """
                        update job_run_club
                           set state = 'FAILED', reason = 'QueryTimeoutException 57014', position = null,
                               attempts = attempts + 1, ended_at = now()
                         where run_id = :id""")
                    .forEach(
                        sql ->
                            club.hub().get(JdbcClient.class).sql(sql).param("id", run).update()));
  }

  private long asked(ApiCaller who, String clubs) {
    Answer asked =
        who.post(
            "jobs/birthdays/runs",
            "{\"businessDate\": \"%s\", \"clubs\": [%s]}".formatted(yesterday(), clubs));
    assertThat(asked.status()).as(asked.json().toString()).isEqualTo(202);
    return asked.id();
  }

  private Answer ask(String date, String clubs, boolean dryRun) {
    return operator.post(
        "jobs/birthdays/runs",
        "{\"businessDate\": \"%s\", \"clubs\": [%s], \"dryRun\": %s}"
            .formatted(date, clubs, dryRun));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(club.hub().get(BusinessClock.class).instant(), MOSCOW);
  }

  private LocalDate yesterday() {
    return today().minusDays(1);
  }

  private static String run(long id) {
    return "jobs/birthdays/runs/" + id;
  }

  private static JsonNode ended(ApiCaller who, long id) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !who.get(run(id)).text("status").equals("RUNNING"));
    return who.get(run(id)).json();
  }

  private ZoneOffsetTransition nextGap(ZoneId zone) {
    ZoneOffsetTransition next =
        zone.getRules().nextTransition(club.hub().get(BusinessClock.class).instant());
    return next.isGap() ? next : zone.getRules().nextTransition(next.getInstant());
  }
}
