package ru.fitcrm.hub.config.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.webhook.Receiver;

/** The page «Вебхуки»: an address, its secret once, its Test, its log. */
class ConsoleWebhooksTest extends InBrowser {

  private static final ContainsTextOptions PATIENTLY = new ContainsTextOptions().setTimeout(20_000);

  private final Receiver receiver = new Receiver();

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  @Test
  void anAdministratorAddsAnAddressTriesItAndReadsItsLog() {
    club.logIn(page);
    page.click("details.hub-menu summary[aria-label='Меню пользователя']");
    page.click(".hub-menu a[href$='/webhooks']");
    assertThat(page.locator("main")).containsText("Адресов пока нет");
    page.click("main a.btn-primary");
    page.fill("#w-url", "http://10.0.0.1/hook");
    page.click("#webhook-form button[type=submit]");
    assertThat(page.locator(".alert-danger")).containsText("внутри сети");
    page.fill("#w-url", receiver.url());
    page.fill("#w-name", "Учёт занятий");
    page.fill("#w-types", "task.*\nclient.*, lead.created");
    shoot("webhook-form");
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    page.click("#webhook-form button[type=submit]");

    assertThat(page.locator("#secret").inputValue()).startsWith("whsec_");
    shoot("webhook-secret");
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    page.click("main a.btn-primary");
    page.click("button:has-text('Отправить проверочное событие')");
    assertThat(page.locator("#report")).containsText("HTTP 200", PATIENTLY);
    assertThat(page.content()).doesNotContain("whsec_");

    receiver.answer(500);
    club.card(club.client("Анна", "+79161234567"), "Позвонить");
    Awaitility.await().until(() -> receiver.all().size() > 1);
    receiver.answer(200);
    Awaitility.await()
        .atMost(java.time.Duration.ofSeconds(30))
        .until(
            () -> {
              page.reload();
              return page.locator("main .badge:has-text('доставлено')").count() > 1;
            });
    page.locator("main summary").first().click();
    assertThat(page.locator("main details[open]").first()).containsText("webhook-id");
    assertThat(page.locator("main .hub-plain")).containsText("Не вышло, будет повтор");
    assertThat(page.locator("main .hub-plain")).containsText("Получатель ответил кодом 500");
    assertThat(page.locator("main .hub-plain")).not().containsText("RETRY");
    shoot("webhook");
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    page.locator("button:has-text('Отправить ещё раз')").first().click();
    page.fill("#since", "2020-01-01T00:00");
    page.click("button:has-text('Восстановить')");
    assertThat(page.locator("#recovered")).containsText("Снова отправляются: 0");
  }

  @Test
  void anAddressIsSwitchedOffHeldAndGivenAnotherSecret() {
    club.logIn(page);
    page.navigate(club.at("/webhooks/new"));
    page.fill("#w-url", receiver.url());
    page.click("#webhook-form button[type=submit]");
    String secret = page.locator("#secret").inputValue();
    page.navigate(club.at("/webhooks"));
    page.click("main button:has-text('Придержать')");
    assertThat(page.locator("main .badge").first()).isVisible();
    page.locator("main input[name=enabled]").uncheck();
    assertThat(page.locator("main")).containsText("Выключен");
    shoot("webhooks");
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();

    page.click("main article h2 a");
    page.click("button:has-text('Сменить секрет')");
    assertThat(page.locator("#secret").inputValue()).startsWith("whsec_").isNotEqualTo(secret);
    assertThat(page.locator("main")).containsText("Прежний секрет");
  }

  /** In both widths: people look at them. */
  private void shoot(String name) {
    for (int width : new int[] {1440, 390}) {
      page.setViewportSize(width, 900);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of("target", name + "-" + width + ".png")));
    }
    page.setViewportSize(1440, 900);
  }
}
