package ru.fitcrm.hub.config.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Connection;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.platform.PageRequest;

/** An administrator sets up connections without the API. */
class ConsoleConnectionsTest extends InBrowser {

  private static final String BY_HAND = "[name=enabled]";

  @Test
  void aPbxIsSetUpInTheFormAndSecretsAreNeverShownAgain() {
    club.logIn(page);
    page.navigate(club.at("/connections"));
    page.click("text=Добавить подключение");
    page.click("text=Телефония Asterisk");
    field("host").fill("127.0.0.1");
    field("port").fill("1");
    field("username").fill("hub");
    field("password").fill("s3cret ");
    field("trunks").fill("trunk\nspare");
    field("clubNumbers.number").first().fill("+74951234567");
    field("clubNumbers.source").first().fill("Яндекс");
    page.click("[data-add-row='s-clubNumbers']");
    field("clubNumbers.number").nth(1).fill("74957654321");
    page.locator("form " + BY_HAND).uncheck();
    page.click("text=Создать");
    assertThat(page.locator("[role=status].alert")).containsText("Сохранено");

    ObjectNode saved = settings();
    assertThat(saved.path("port").asInt()).isEqualTo(1);
    assertThat(saved.path("password").asText()).isEqualTo("s3cret ");
    assertThat(saved.path("trunks").toString()).isEqualTo("[\"trunk\",\"spare\"]");
    assertThat(saved.path("clubNumbers")).hasSize(2);
    assertThat(saved.path("clubNumbers").path(0).path("source").asText()).isEqualTo("Яндекс");
    assertThat(saved.has("cdr")).isFalse();

    page.click("text=Настройки");
    assertThat(page.content()).doesNotContain("s3cret");
    assertThat(page.locator("[id='s-password-hint']")).containsText("Задан сегодня");
    assertThat(field("clubNumbers.number").first()).hasValue("+74951234567");
    field("host").fill("127.0.0.2");
    page.click("text=Сохранить");
    assertThat(page.locator("[role=status].alert")).containsText("Сохранено");
    assertThat(settings().path("password").asText()).isEqualTo("s3cret ");
    assertThat(settings().path("host").asText()).isEqualTo("127.0.0.2");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aMistakeIsSaidAtItsFieldAndNothingTypedIsLost() {
    club.logIn(page);
    page.navigate(club.at("/connections/new?kind=asterisk"));
    field("host").fill("pbx.club.test");
    field("port").fill("99999");
    field("username").fill("hub");
    field("password").fill("secret");
    page.click("text=Создать");
    assertThat(page.locator("[id='s-port-wrong']")).hasText("Нужно число от 1 до 65535.");
    assertThat(field("host")).hasValue("pbx.club.test");
    assertThat(field("password")).hasValue("secret");
    field("port").fill("много");
    page.click("text=Создать");
    assertThat(page.locator("[id='s-port-wrong']")).containsText("число");
    assertThat(field("port")).hasValue("много");
    field("port").fill("");
    field("clubNumbers.source").first().fill("Яндекс");
    page.click("text=Создать");
    assertThat(page.locator("[id='s-clubNumbers-wrong']")).isVisible();
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    assertThat(list()).isEmpty();
  }

  @Test
  void whatSomebodyElseSavedMeanwhileIsNotOverwrittenUnseen() {
    long id = add("wrong");
    club.logIn(page);
    page.navigate(club.at("/connections/" + id + "/settings"));
    field("host").fill("new.host");
    String path = "clubs/" + club.club().slug() + "/connections/" + id;
    assertThat(HUB.admin().put(path, "{\"name\": \"Другое имя\"}").status()).isEqualTo(200);
    page.click("text=Сохранить");
    assertThat(page.locator(".alert[role=alert]")).containsText("изменили, пока вы");
    assertThat(field("host")).hasValue("new.host");
    page.click("text=Сохранить");
    assertThat(page.locator("[role=status].alert")).containsText("Сохранено");
    assertThat(settings().path("host").asText()).isEqualTo("new.host");
  }

  @Test
  void theTestTellsOfTheSavedAndOfTheTyped() {
    long id = add("wrong");
    club.logIn(page);
    page.navigate(club.at("/connections"));
    Locator row = page.locator("#connection-" + id);
    row.locator("text=Проверить").click();
    assertThat(row.locator(".hub-report-sum")).containsText("не прошла");
    page.navigate(club.at("/connections/" + id + "/settings"));
    field("password").fill("open");
    page.click("#try");
    assertThat(page.locator("#report .hub-report-sum")).containsText("всё работает");
    field("host").fill("");
    page.click("#try");
    assertThat(page.locator("#report")).containsText("Заполните это поле");
    assertThat(settings().path("password").asText()).isEqualTo("wrong");
  }

  @Test
  void aConnectionIsHeldReleasedAndRemovedAfterAWarning() {
    long id = add("open");
    club.logIn(page);
    page.navigate(club.at("/connections"));
    page.click("text=Придержать");
    assertThat(page.locator("#connection-" + id)).containsText("Исходящее придержано");
    assertThat(list().getFirst().held()).isTrue();
    page.click("text=Отпустить");
    assertThat(page.locator("#connection-" + id)).not().containsText("Исходящее придержано");
    assertThat(list().getFirst().held()).isFalse();
    page.click("text=Настройки");
    page.click("text=Удалить…");
    assertThat(page.locator("#remove")).containsText("выключите подключение");
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    page.click("text=Удалить подключение");
    page.waitForURL("**/connections");
    assertThat(list()).isEmpty();
  }

  private long add(String password) {
    return HUB.admin()
        .post(
            "clubs/" + club.club().slug() + "/connections",
            """
            {"kind": "test", "name": "Проба", "settings": {"host": "h", "port": 7, "password": "%s"}}"""
                .formatted(password))
        .id();
  }

  private List<Connection> list() {
    return HUB.get(ClubGate.class)
        .inClub(
            club.club().clubId(), () -> HUB.get(Connections.class).list(new PageRequest(0, 10)));
  }

  private ObjectNode settings() {
    long id = list().getFirst().id();
    return HUB.get(ClubGate.class)
        .inClub(club.club().clubId(), () -> HUB.get(Connections.class).settingsWithSecrets(id));
  }
}
