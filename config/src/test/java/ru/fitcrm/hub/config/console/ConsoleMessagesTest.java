package ru.fitcrm.hub.config.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.message.MessageHours;
import ru.fitcrm.hub.core.person.Client;

/** The talk with a client on their page, and the page of rules. */
class ConsoleMessagesTest extends InBrowser {

  @Test
  void anEmployeeReadsWhatAClientWroteAndAnswers() throws IOException {
    HttpServer gateway = gateway();
    try {
      neverQuiet();
      String inUrl = connect(gateway);
      Client anna = club.client("Анна", "+79161234567");
      new ApiCaller(club.hub().baseUrl(), "")
          .post(inUrl, "[{\"id\": \"i-1\", \"from\": \"79161234567\", \"text\": \"Есть места?\"}]");
      club.logIn(page);
      page.navigate(club.at("/clients/" + anna.id()));
      assertThat(page.locator("#dialogue")).containsText("Есть места?");

      page.fill("#dialogue textarea", "Да, приходите в 19:00");
      page.click("#dialogue button");

      assertThat(page.locator("#dialogue .hub-said-out")).containsText("Да, приходите в 19:00");
      assertThat(page.locator("#dialogue .hub-said-out"))
          .containsText(
              "отправлено",
              new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                  .setTimeout(20_000));
      assertThat(page.locator("#dialogue textarea")).hasValue("");
      page.screenshot(
          new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "talk.png")));
      assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    } finally {
      gateway.stop(0);
    }
  }

  @Test
  void whomNothingReachesIsSaidInTheBox() {
    Client anna = club.client("Анна", "+79161234567");
    club.logIn(page);
    page.navigate(club.at("/clients/" + anna.id()));
    page.fill("#dialogue textarea", "Здравствуйте");
    page.click("#dialogue button");

    assertThat(page.locator("#dialogue .alert")).containsText("Нет канала");
    assertThat(page.locator("#dialogue textarea")).hasValue("Здравствуйте");
  }

  @Test
  void anAdministratorRewordsANoticeAndSwitchesItOff() {
    club.logIn(page);
    page.click("nav a[href$='/rules']");
    assertThat(page.locator("[id^=notice-]")).hasCount(9);
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "rules.png")));
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();

    page.click("#notice-BIRTHDAY summary");
    page.fill("#n-BIRTHDAY-ru", "Поздравьте: {client.who}");
    page.click("#notice-BIRTHDAY button[type=submit]");
    assertThat(page.locator("#notice-BIRTHDAY .alert")).containsText("такой подстановки нет");
    page.fill("#n-BIRTHDAY-ru", "Поздравьте: {client.name}");
    page.uncheck("#notice-BIRTHDAY input[name=enabled]");
    page.click("#notice-BIRTHDAY button[type=submit]");
    assertThat(page.locator("#notice-BIRTHDAY")).containsText("Сохранено");

    page.reload();
    assertThat(page.locator("#notice-BIRTHDAY input[name=enabled]")).not().isChecked();
    assertThat(page.locator("#notice-BIRTHDAY")).containsText("Поздравьте: {client.name}");
  }

  @Test
  void aRuleThatWritesToClientsIsTriedAndSaved() {
    club.logIn(page);
    page.navigate(club.at("/rules/new"));
    page.fill("#r-name", "Пропустили звонок");
    page.selectOption("#r-event", "client.created");
    page.fill("#r-condition", "");
    page.locator("select[name=channel]").first().selectOption("SMS");
    page.fill("#r-ru", "{client.firstName}, перезвоним вам!");
    page.click("#try");
    assertThat(page.locator("#tried")).containsText("сообщений было бы");
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "rule.png")));
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();

    page.fill("#r-condition", "$.result = ");
    page.click("#rule-form button[type=submit]");
    assertThat(page.locator(".alert-danger")).containsText("условие не читается");
    page.fill("#r-condition", "");
    page.uncheck("#rule-form input[name=enabled]");
    page.click("#rule-form button[type=submit]");
    assertThat(page.locator("main")).containsText("Пропустили звонок");
    assertThat(page.getByLabel("Включено: Пропустили звонок")).not().isChecked();
  }

  private void neverQuiet() {
    club.hub()
        .get(ClubGate.class)
        .inClub(
            club.club().clubId(),
            () ->
                club.hub()
                    .get(MessageHours.class)
                    .set(new MessageHours.Edit(LocalTime.NOON, LocalTime.NOON, null, null)));
  }

  private String connect(HttpServer gateway) {
    ApiCaller.Answer made =
        club.hub()
            .admin()
            .post(
                "clubs/" + club.club().slug() + "/connections",
                """
                {"kind": "test-texts", "name": "СМС", "enabled": true,
                 "settings": {"baseUrl": "http://localhost:%d", "channel": "SMS"}}"""
                    .formatted(gateway.getAddress().getPort()));
    assertThat(made.status()).isEqualTo(201);
    return made.text("inUrl");
  }

  private static HttpServer gateway() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/send",
        exchange -> {
          byte[] answer = "g-1".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }
}
