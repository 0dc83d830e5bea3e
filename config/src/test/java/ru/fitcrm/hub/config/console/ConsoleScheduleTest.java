package ru.fitcrm.hub.config.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.access.UserAccounts;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubStaff;
import ru.fitcrm.hub.core.club.EmployeeEdit;
import ru.fitcrm.hub.core.club.Role;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.sandbox.onec.SandboxOnec;

/** The page «График работы». */
class ConsoleScheduleTest extends InBrowser {

  @Test
  void aClickOnADaySetsItsHoursAndTheyGoTo1c() {
    try (SandboxOnec onec = SandboxOnec.start(SandboxOnec.settings())) {
      connect(onec);
      LocalDate day = today().withDayOfMonth(12);
      club.logIn(page);
      page.click(".hub-nav a[href$='/schedule']");
      assertThat(page.locator("h1")).hasText("График работы");
      page.click("#day-" + day);
      page.fill("#new-start", "09:00");
      page.fill("#new-end", "18:00");
      page.click("#schedule-day .hub-hours-new button");
      assertThat(page.locator("#day-" + day)).containsText("09:00–18:00");
      assertThat(page.locator(".hub-shift-state")).containsText("в 1С");
      assertThat(page.locator("#day-" + day + " .hub-day-there")).hasCount(1);
      assertThat(onec.base().takenShifts()).hasSize(1);

      page.fill("#new-start", "17:00");
      page.fill("#new-end", "20:00");
      page.click("#schedule-day .hub-hours-new button");
      assertThat(page.locator("[role=alert]")).containsText("уже есть рабочие часы");
      assertThat(page.locator("#new-start")).hasValue("17:00");
      page.fill("#new-start", "22:00");
      page.fill("#new-end", "06:00");
      page.click("#schedule-day .hub-hours-new button");
      assertThat(page.locator("#schedule-day")).containsText("Окончание на следующий день");
      assertThat(page.locator(".hub-shift")).hasCount(2);
      assertThat(page.locator(".hub-shift-there")).hasCount(2);
      assertThat(ConsoleBrowser.barriers(page)).isEmpty();
      shoot("schedule-1440.png");
      page.setViewportSize(390, 844);
      shoot("schedule-390.png");
      assertThat(page.evaluate("document.documentElement.scrollWidth").toString())
          .as("nothing sticks out")
          .isEqualTo("390");

      page.locator(".hub-remove").first().click();
      assertThat(page.locator(".hub-shift")).hasCount(1);
    }
  }

  @Test
  void anEmployeeSwitchesWhetherToBeShownForBooking() {
    club.logIn(page);
    page.navigate(club.at("/schedule"));
    assertThat(page.locator("#schedule")).containsText("в 1С не отправляются");
    page.click("#available");
    assertThat(page.locator("#schedule")).containsText("сейчас не показывается");
    page.reload();
    assertThat(page.locator("#available")).not().isChecked();
    page.navigate(club.at("/schedule?month=2026-02"));
    assertThat(page.locator("#month-title")).hasText("февраль 2026");
    page.click("[aria-label='Следующий месяц']");
    assertThat(page.locator("#month-title")).hasText("март 2026");
  }

  @Test
  void aTrainerSeesTheirOwnScheduleOnly() {
    long other = club.employee();
    String trainer = "trainer-of-" + club.club().slug() + "@club.test";
    HUB.get(ClubGate.class)
        .runInClub(
            club.club().clubId(),
            () -> {
              long id =
                  HUB.get(ClubStaff.class)
                      .add(new EmployeeEdit("Тренер", null, null, Role.TRAINER, null), "RU")
                      .id();
              boolean unused =
                  HUB.get(UserAccounts.class).add(trainer, ConsoleClub.HASH, Role.TRAINER, id);
            });
    page.navigate("/login");
    page.fill("#email", trainer);
    page.fill("#password", ConsoleClub.PASSWORD);
    page.click("button.btn-primary");
    page.waitForURL("**" + club.at("/board"));
    page.navigate(club.at("/schedule"));
    assertThat(page.locator(".hub-page-head select")).hasCount(0);
    assertThat(page.locator("#available")).isChecked();
    assertThat(page.navigate(club.at("/schedule?employee=" + other)).status()).isEqualTo(403);
  }

  @Test
  void anAdministratorChoosesWhoseScheduleItIs() {
    long id =
        HUB.get(ClubGate.class)
            .inClub(
                club.club().clubId(),
                () ->
                    HUB.get(ClubStaff.class)
                        .add(new EmployeeEdit("Борис Петров", null, null, null, null), "RU")
                        .id());
    club.logIn(page);
    page.navigate(club.at("/schedule"));
    page.selectOption(".hub-page-head select", String.valueOf(id));
    page.waitForURL("**employee=" + id + "*");
    assertThat(page.locator("#schedule")).containsText("Борис Петров: показывать для записи");
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
  }

  private static LocalDate today() {
    return LocalDate.ofInstant(HUB.get(BusinessClock.class).instant(), ZoneId.of("Europe/Moscow"));
  }

  private void shoot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", name)).setFullPage(true));
  }

  private void connect(SandboxOnec onec) {
    int status =
        HUB.admin()
            .post(
                "clubs/" + club.club().slug() + "/connections",
                """
                {"kind": "onec-soap", "name": "1С", "enabled": true, "settings":
                 {"baseUrl": "%s", "username": "Хаб", "password": "пароль", "timeoutSeconds": 5}}"""
                    .formatted(onec.soapUrl()))
            .status();
    assertThat(status).isEqualTo(201);
  }
}
