package ru.fitcrm.hub.config.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.sandbox.onec.SandboxOnec;
import ru.fitcrm.hub.sandbox.onec.base.Row;

/** An administrator sees what differs from 1C, has it loaded again, and refreshes one client. */
class ConsoleDriftTest extends InBrowser {

  private static final double LONG = 40_000;
  private final SandboxOnec onec = SandboxOnec.start(SandboxOnec.settings().clients(30));

  @AfterEach
  void closeOnec() {
    onec.close();
  }

  @Test
  void whatDiffersIsShownAndLoadedAgain() {
    club.logIn(page);
    connect();
    page.navigate(club.at("/onec"));
    assertThat(page.locator(".hub-runs .badge.bg-green-lt").first()).isVisible(visible());
    String bad = onec.base().addClient("Х".repeat(20_000), "+79160009977");
    onec.base()
        .behindTheBack(
            base -> {
              base.rename(base.read(Row.Kind.CLIENT, 2, 1).get(0).ref(), "Тайная Перемена");
              String added = base.addClient("Зуева Инна", "+79160005511");
              base.sell(added, base.today().atTime(9, 0));
              base.remove(base.read(Row.Kind.VISIT, 3, 1).get(0).ref());
            });
    Locator drift = page.locator(".hub-drift");
    drift.locator("text=Сверить сейчас").click();
    assertThat(drift).containsText("Строк с расхождениями: 4", contains());
    assertThat(drift).containsText("не сходится");
    assertThat(page.locator(".hub-rejected").first()).isVisible(visible());
    page.reload();
    assertThat(page.locator("#content")).containsText("слишком длинное значение", contains());
    assertThat(drift).containsText("нет в хабе", contains());
    picture("drift-1440");
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    page.setViewportSize(390, 844);
    picture("drift-390");
    assertThat(
            (Boolean)
                page.evaluate(
                    "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
        .isTrue();
    page.setViewportSize(1440, 900);

    drift.locator("text=Загрузить заново").click();

    assertThat(drift).containsText("Расхождений не найдено", contains());
    picture("drift-mended-1440");
    page.navigate(club.at("/clients?q=Зуева"));
    page.click("main >> text=Зуева Инна");
    onec.base().visit(refOf("Зуева Инна"), onec.base().today().minusDays(2).atTime(11, 0));
    page.click("text=Обновить из 1С");
    assertThat(page.locator("main .alert-info")).containsText("Из 1С обновлено", contains());
    picture("refresh-1440");
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    page.setViewportSize(390, 844);
    picture("refresh-390");
    page.setViewportSize(1440, 900);
    page.click("details.hub-menu summary[aria-label='Меню пользователя']");
    page.click("text=English");
    page.navigate(club.at("/onec"));
    assertThat(page.locator(".hub-drift")).containsText("No differences found", contains());
    assertThat(page.locator("#content")).containsText("too long, shorten it", contains());
    picture("drift-en-1440");
    assertThat(bad).isNotEmpty();
    assertThat(browser.complaints()).isEmpty();
  }

  private String refOf(String name) {
    return onec.base().read(Row.Kind.CLIENT, 0, 1_000).stream()
        .filter(row -> ((Row.Client) row).name().equals(name))
        .findFirst()
        .orElseThrow()
        .ref();
  }

  private void connect() {
    var made =
        HUB.admin()
            .post(
                "clubs/" + club.club().slug() + "/connections",
                """
                {"kind": "onec-soap", "name": "1С клуба", "enabled": true,
                 "settings": {"baseUrl": "%s", "username": "Хаб", "password": "пароль", "pageSize": 100}}"""
                    .formatted(onec.soapUrl()));
    assertThat(made.status()).isEqualTo(201);
  }

  private void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "pictures", name + ".png")));
  }

  private static LocatorAssertions.IsVisibleOptions visible() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(LONG);
  }

  private static LocatorAssertions.ContainsTextOptions contains() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(LONG);
  }
}
