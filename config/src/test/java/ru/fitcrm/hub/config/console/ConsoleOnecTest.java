package ru.fitcrm.hub.config.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.sandbox.onec.SandboxOnec;
import ru.fitcrm.hub.sandbox.onec.front.Fault;

/** An administrator watches 1C being loaded, stops it, lets it go on, and sees what it brought. */
class ConsoleOnecTest extends InBrowser {

  private static final double LONG = 40_000;
  private final SandboxOnec onec = SandboxOnec.start(SandboxOnec.settings().clients(60));

  @AfterEach
  void closeOnec() {
    onec.close();
  }

  @Test
  void theLoadIsWatchedStoppedAndGoneOnWith() {
    onec.faults().always("GetAll", new Fault.Late(Duration.ofSeconds(2)));
    club.logIn(page);
    connect();
    page.navigate(club.at("/onec"));
    Locator card = page.locator(".hub-onec");
    assertThat(card.locator("progress")).isVisible(visible());
    assertThat(card).containsText("Идёт полная загрузка");
    assertThat(card).containsText("Прочитано", contains());
    picture("onec-running-1440");
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();

    card.locator("text=Остановить").click();
    card.locator("text=Продолжить").waitFor();
    onec.faults().clear();
    card.locator("text=Продолжить").click();

    assertThat(
            page.locator(".hub-runs .badge", new com.microsoft.playwright.Page.LocatorOptions())
                .filter(new Locator.FilterOptions().setHasText("готово"))
                .first())
        .isVisible(visible());
    String bad = onec.base().addClient("Х".repeat(20_000), "+79160009977");
    page.reload();
    page.locator(".hub-onec >> text=Загрузить изменения").click();
    Locator rejected = page.locator(".hub-rejected");
    assertThat(rejected).containsText("Имя", contains());
    rejected.locator("text=Повторить").click();
    assertThat(rejected).containsText("исправьте данные", contains());
    picture("onec-rejected-1440");
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    page.setViewportSize(390, 844);
    picture("onec-390");
    assertThat(
            (Boolean)
                page.evaluate(
                    "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
        .isTrue();
    assertThat(bad).isNotEmpty();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aClientsContractsPaymentsAndVisitsStandOnTheirPage() {
    String ref = onec.base().addClient("Зимина Алла", "+79160004433");
    java.time.LocalDateTime then = onec.base().today().minusDays(3).atTime(12, 30);
    onec.base().failPayment(onec.base().sell(ref, then), then);
    onec.base().visit(ref, then);
    club.logIn(page);
    connect();
    page.navigate(club.at("/onec"));
    assertThat(page.locator(".hub-runs .badge.bg-green-lt").first()).isVisible(visible());
    page.navigate(club.at("/clients?q=Зимина"));
    page.click("main >> text=Зимина Алла");

    Locator contracts = page.locator("#contracts");
    assertThat(contracts).containsText("ждёт оплаты");
    assertThat(contracts).containsText("Долг 58");
    assertThat(contracts).containsText("не прошёл");
    assertThat(contracts).containsText("Последние посещения");
    picture("client-1440");
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    page.setViewportSize(390, 844);
    picture("client-390");
    assertThat(browser.complaints()).isEmpty();
  }

  private void connect() {
    var made =
        HUB.admin()
            .post(
                "clubs/" + club.club().slug() + "/connections",
                """
                {"kind": "onec-soap", "name": "1С клуба", "enabled": true,
                 "settings": {"baseUrl": "%s", "username": "Хаб", "password": "пароль", "pageSize": 25}}"""
                    .formatted(onec.soapUrl()));
    assertThat(made.status()).isEqualTo(201);
  }

  private void picture(String name) {
    page.screenshot(
        new com.microsoft.playwright.Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "pictures", name + ".png")));
  }

  private static com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions visible() {
    return new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
        .setTimeout(LONG);
  }

  private static com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions
      contains() {
    return new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
        .setTimeout(LONG);
  }
}
