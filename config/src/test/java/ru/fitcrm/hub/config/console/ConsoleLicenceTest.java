package ru.fitcrm.hub.config.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.HubUnderTest;
import ru.fitcrm.hub.core.board.Task;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.licence.Licences;
import ru.fitcrm.hub.core.licence.Plan;

/** The page of the licence, and what an ended one does to all pages. */
class ConsoleLicenceTest extends InBrowser {

  private final LocalDate today =
      LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneId.of("Europe/Moscow"));

  @Test
  void anAdministratorSeesWhatEndsWhenAndAsksForARenewalThatThePlatformGives() {
    endsDaysAgo(3);
    Task card = club.card(club.client("Анна", "+79161234567"), "Перезвонить");
    club.logIn(page);
    assertThat(page.locator(".hub-banner")).containsText("данные можно смотреть, но не менять");
    look("licence-board");
    page.navigate(club.at("/tasks/" + card.id()));
    page.fill("textarea[name=comment]", "Договорились");
    page.click("button:has-text('Сохранить')");
    assertThat(page.locator(".hub-toast")).containsText("Данные можно смотреть, но не менять");
    page.navigate(club.at("/hours"));
    page.click("main button:has-text('Сохранить')");
    assertThat(page.locator("h1")).hasText("Только чтение");
    assertThat(page.locator("main")).containsText("отдел продаж FitCRM");
    page.navigate(club.at("/licence"));
    assertThat(page.locator(".hub-now")).containsText("Только чтение");
    look("licence");
    page.click("#renew button:has-text('3 месяца')");
    assertThat(page.locator(".alert-success")).containsText("Заявка отправлена");

    endsDaysAgo(20);
    page.navigate(club.at("/board"));
    assertThat(page.locator("h1")).hasText("Доступ закрыт");
    page.click("main a.btn-primary");
    assertThat(page.locator("#renew")).containsText("Заявка на 3 месяца");
    look("licence-blocked");

    Page platform = browser.visitor(HUB.baseUrl(), 1440, 900);
    platform.navigate("/login");
    platform.fill("#email", HubUnderTest.ADMIN_EMAIL);
    platform.fill("#password", HubUnderTest.ADMIN_PASSWORD);
    platform.click("button.btn-primary");
    platform.waitForURL("**/");
    assertThat(platform.locator("main")).containsText("просит продлить: 3 месяца");
    platform.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "screens", "clubs-1440.png")));
    platform.navigate(club.at("/licence"));
    platform.click("#renew button:has-text('3 месяца')");
    assertThat(platform.locator(".alert-success")).containsText("Сохранено");
    platform.context().close();

    page.navigate(club.at("/board"));
    assertThat(page.locator("#cards-UNSORTED")).containsText("Анна");
    assertThat(page.locator(".hub-banner")).hasCount(0);
  }

  private void endsDaysAgo(int days) {
    HUB.get(ClubGate.class)
        .runAsPlatform(
            () ->
                HUB.get(Licences.class)
                    .grant(club.club().clubId(), Plan.PREMIUM, today.minusDays(days)));
  }

  private void look(String name) {
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    for (int width : new int[] {1440, 390}) {
      page.setViewportSize(width, 900);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target", "screens", name + "-" + width + ".png"))
              .setFullPage(true));
    }
    page.setViewportSize(1440, 900);
  }
}
