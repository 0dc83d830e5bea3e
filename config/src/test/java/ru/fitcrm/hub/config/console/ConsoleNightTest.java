package ru.fitcrm.hub.config.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.config.testing.HubUnderTest;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.platform.BusinessClock;

/** The pages «Ночные задания». */
class ConsoleNightTest extends InBrowser {

  @Test
  void anAdministratorTriesAJobRunsItAndSeesWhatItFoundInTheirClub() {
    LocalDate today = today();
    endingContract(club.client("Анна Белова", "+79161230001"), today.plusDays(1));
    club.logIn(page);
    page.click("summary[aria-label='Меню пользователя']");
    page.click(".hub-menu-item[href$='/night']");
    assertThat(page.locator("h1")).hasText("Ночные задания");
    assertThat(page.locator("#job-expiring")).containsText("Ещё не запускалось");
    shoot("night");

    page.click("#job-expiring button:has-text('Проверить')");
    assertThat(page.locator("#would-follow")).containsText("Контракт заканчивается");
    assertThat(page.locator("#findings")).containsText("Анна Белова");
    assertThat(page.locator("#findings")).containsText("новое");
    shoot("night-dry");
    assertThat(cards()).as("a dry run changes nothing").isZero();

    page.navigate(club.at("/night/expiring"));
    page.fill("#date", today.plusDays(1).toString());
    page.click("form[action$='/run'] button.btn-primary");
    assertThat(page.locator("[role=alert].alert")).containsText("ещё не наступил");
    assertThat(page.locator("#date")).hasValue(today.plusDays(1).toString());
    assertThat(browser.complaints()).as("the answer says that it is wrong").hasSize(1);
    page.fill("#date", today.toString());
    page.click("form[action$='/run'] button.btn-primary");
    assertThat(page.locator("#run .badge").first()).hasText("выполнено");
    assertThat(page.locator("#findings")).containsText("заканчивается");
    assertThat(cards()).isEqualTo(1);
    page.navigate(club.at("/night/expiring"));
    assertThat(page.locator("tbody tr")).hasCount(2);
    shoot("night-job");
    assertThat(page.navigate(club.at("/night/expiring/runs/999999999")).status()).isEqualTo(404);
  }

  @Test
  void aFailedClubSaysWhyAndIsRetriedAloneAndARunTakenOverIsNoFailure() {
    long failed = nightOf("birthdays", today(), "FAILED", "QueryTimeoutException 57014");
    long recovered = nightOf("debts", today().minusDays(1), "DONE", null);
    sql("update job_run set recovered_at = now(), caught_up = true where id = " + recovered);
    nightOf("lost", today().minusDays(1), "SKIPPED", "still-running");
    club.logIn(page);

    page.navigate(club.at("/night/calendar?day=" + today()));
    assertThat(page.locator("#day-" + today())).containsText("с ошибкой");
    assertThat(page.locator("#night-chart[data-drawn=all]")).hasCount(1);
    shoot("night-calendar");
    page.navigate(club.at("/night/debts/runs/" + recovered));
    assertThat(page.locator("#recovered")).containsText("Продолжен после остановки узла");
    assertThat(page.locator("#run .badge").first()).hasText("выполнено");

    page.navigate(club.at("/night/birthdays/runs/" + failed));
    assertThat(page.locator("#club-" + club.club().id())).containsText("не успела ответить");
    shoot("night-failed");
    page.click("#club-" + club.club().id() + " button");
    assertThat(page.locator("#run .badge").first()).hasText("выполнено");
    assertThat(page.locator("#club-" + club.club().id())).containsText("готово");
  }

  @Test
  void theOperatorSeesTheNextTimesWhileTypingAndWhatIsWrong() {
    logInAsOperator();
    page.navigate(club.at("/night/losing/schedule"));
    assertThat(page.locator("#next li")).hasCount(5);
    page.fill("#cron", "75 3 * * *");
    assertThat(page.locator("#cron-trouble")).hasText("минуты: 75 больше 59");
    page.fill("#cron", "30 4 * * 1");
    assertThat(page.locator("#next li").first()).containsText("пн");
    assertThat(page.locator("#next li").first()).containsText("04:30");
    page.selectOption("#zone", "Asia/Kamchatka");
    assertThat(page.locator("#next")).containsText("Asia/Kamchatka");
    page.check("[name=ifRunning][value=SKIP]");
    shoot("night-schedule");
    page.click("button.btn-primary[type=submit]");
    assertThat(page.locator("[role=status].alert")).containsText("Сохранено");
    assertThat(page.locator("#cron")).hasValue("30 4 * * 1");
    assertThat(HUB.admin().get("jobs/losing/schedule").text("ifRunning")).isEqualTo("SKIP");
    HUB.admin()
        .put(
            "jobs/losing/schedule",
            "{\"cron\": \"0 3 * * *\", \"zone\": \"CLUB\", \"ifRunning\": \"WAIT\"}");
    page.click("button.btn-primary[type=submit]");
    assertThat(page.locator("[role=alert].alert")).containsText("изменил кто-то другой");
  }

  @Test
  void theLimitsOfTheNightAreCheckedWhenSaved() {
    club.logIn(page);
    page.navigate(club.at("/night/limits"));
    page.fill("#limit-expiringDays", "400");
    page.click("button.btn-primary");
    assertThat(page.locator("[role=alert]")).containsText("исправьте");
    assertThat(page.locator("#limit-expiringDays")).hasValue("400");
    assertThat(browser.complaints()).as("the answer says that it is wrong").hasSize(1);
    page.fill("#limit-expiringDays", "5");
    page.selectOption("#limit-lostDays", "14");
    page.click("button.btn-primary");
    assertThat(page.locator("[role=status].alert")).containsText("Сохранено");
    assertThat(page.locator("#limit-expiringDays")).hasValue("5");
    assertThat(page.locator("#limit-lostDays")).hasValue("14");
    shoot("night-limits");
    page.navigate(club.at("/night/losing/schedule"));
    assertThat(page.locator("main")).containsText("администратор платформы");
    assertThat(page.locator("#cron")).isDisabled();
  }

  private void logInAsOperator() {
    page.navigate("/login");
    page.fill("#email", HubUnderTest.ADMIN_EMAIL);
    page.fill("#password", HubUnderTest.ADMIN_PASSWORD);
    page.click("button.btn-primary");
    assertThat(page.locator("h1")).hasText("Клубы");
  }

  private static LocalDate today() {
    return LocalDate.ofInstant(HUB.get(BusinessClock.class).instant(), ZoneId.of("Europe/Moscow"));
  }

  private long cards() {
    return inClub("select count(*) from task");
  }

  private void endingContract(Client client, LocalDate endsOn) {
    long unused =
        inClub(
            """
            insert into contract (connection_id, ref, client_id, kind, term, status, ends_on, source_hash, heard_at)
            values (0, 'k-%1$d', %1$d, 'MEMBERSHIP', 'FIXED_TERM', 'ACTIVE', '%2$s', 0, now()) returning id"""
                .formatted(client.id(), endsOn));
  }

  /** A night of the club's as if it had been. */
  private long nightOf(String job, LocalDate date, String state, @Nullable String reason) {
    String status = state.equals("FAILED") ? "FAILED" : "COMPLETED";
    // A zone of its own, for other tests' clubs have this night too.
    return inClub(
        """
        with run as (
          insert into job_run (job, business_date, zone, scheduled, status, ended_at)
          values ('%1$s', '%2$s', 'test-' || hub_club(), true, '%3$s', now()) returning id)
        insert into job_run_club (run_id, job, business_date, scheduled, state, reason, attempts, found, worked_ms, ended_at)
        select id, '%1$s', '%2$s', true, '%4$s', %5$s, 3, 4, 2300, now() from run returning run_id"""
            .formatted(job, date, status, state, reason == null ? "null" : "'" + reason + "'"));
  }

  private long inClub(String sql) {
    return HUB.get(ClubGate.class)
        .inClub(
            club.club().clubId(),
            () -> HUB.get(JdbcClient.class).sql(sql).query(Long.class).single());
  }

  private static void sql(String sql) {
    HUB.get(ClubGate.class).runAsPlatform(() -> HUB.get(JdbcClient.class).sql(sql).update());
  }

  /** Looks at the page as an operator and as who holds a phone does. */
  private void shoot(String name) {
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    picture(name + "-1440.png");
    page.setViewportSize(390, 844);
    picture(name + "-390.png");
    assertThat(page.evaluate("document.documentElement.scrollWidth").toString())
        .as("nothing sticks out")
        .isEqualTo("390");
    page.setViewportSize(1440, 900);
    assertThat(browser.complaints()).isEmpty();
  }

  private void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", name)).setFullPage(true));
  }
}
