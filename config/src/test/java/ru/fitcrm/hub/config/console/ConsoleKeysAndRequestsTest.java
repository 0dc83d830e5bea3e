package ru.fitcrm.hub.config.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.message.MessageHours;
import ru.fitcrm.hub.core.person.Client;

/** The pages of keys, requests, message hours, and consents on a client's page. */
class ConsoleKeysAndRequestsTest extends InBrowser {

  @Test
  void anAdministratorMakesAKeyRotatesAndRevokesIt() {
    club.logIn(page);
    page.navigate(club.at("/keys"));
    page.fill("#k-name", "Сайт клуба");
    page.uncheck("#key-form input[name=all]");
    page.click("#key-form button[type=submit]");
    assertThat(page.locator(".alert-danger")).containsText("Отметьте хотя бы один раздел");
    assertThat(page.locator("#k-name")).hasValue("Сайт клуба");
    page.check("input[value='clients:read']");
    look("keys");
    page.click("#key-form button[type=submit]");

    String made = page.locator("#shown code").textContent();
    assertThat(made).startsWith("hub_");
    assertThat(HUB.with(made).get("clubs/" + club.club().slug() + "/clients").status())
        .isEqualTo(200);
    look("key-shown");
    page.navigate(club.at("/keys"));
    assertThat(page.content()).doesNotContain(made);
    assertThat(page.locator("[id^=key-]").first()).containsText("clients:read");
    assertThat(page.locator("main")).containsText("использован");

    page.click("text=изменить, сменить или отозвать");
    page.locator("[id^=r-]").fill("0");
    page.locator("details[open] button:has-text('Сохранить')").click();
    assertThat(page.locator(".alert-danger")).containsText("от 1 до 60000");
    page.click("text=изменить, сменить или отозвать");
    page.locator("[id^=r-]").fill("1200");
    page.locator("details[open] button:has-text('Сохранить')").click();
    assertThat(page.locator("[id^=key-]").first()).containsText("1 200");

    page.click("text=изменить, сменить или отозвать");
    page.click("text=Сменить ключ");
    String rotated = page.locator("#shown code").textContent();
    assertThat(HUB.with(made).get("me").status()).as("in its grace").isEqualTo(200);
    assertThat(HUB.with(rotated).get("me").status()).isEqualTo(200);
    page.click("text=изменить, сменить или отозвать");
    page.click("button:has-text('Отозвать')");
    assertThat(page.locator("[role=status].alert")).containsText("отозван");
    assertThat(HUB.with(rotated).get("me").status()).isEqualTo(401);
    assertThat(HUB.with(made).get("me").status()).isEqualTo(401);
  }

  @Test
  void anEmployeeIsGivenTheAddressesRulesTellThemBy() {
    club.logIn(page);
    page.click("details.hub-menu summary[aria-label='Меню пользователя']");
    page.click(".hub-menu a[href$='/employees']");
    page.click("main strong:has-text('" + ConsoleClub.EMPLOYEE + "')");
    page.fill("#e-email", "olga@club.test");
    page.fill("#e-telegram", "@olga");
    page.click("#employee-form button[type=submit]");
    assertThat(page.locator("#wrong")).containsText("Чат в Telegram: Нужен номер чата");
    assertThat(page.locator("#e-email")).hasValue("olga@club.test");
    look("employee");
    page.fill("#e-telegram", "123456789");
    page.fill("#e-max", "987654321");
    page.click("#employee-form button[type=submit]");
    assertThat(page.locator("[id^=employee-]")).containsText("olga@club.test");
    look("employees");

    page.click("main a.btn-primary");
    page.fill("#e-name", "Борис");
    page.fill("#e-extension", "101");
    page.click("#employee-form button[type=submit]");
    assertThat(page.locator("#wrong")).containsText("Внутренний номер занят");
    page.fill("#e-extension", "");
    page.selectOption("#e-role", "TRAINER");
    page.click("#employee-form button[type=submit]");
    assertThat(page.locator("[id^=employee-]")).hasCount(2);
    var told = HUB.admin().get("clubs/" + club.club().slug() + "/employees").json().path("items");
    assertThat(told.findValuesAsText("telegram")).contains("123456789");
    assertThat(told.findValuesAsText("max")).contains("987654321");
    assertThat(told.findValuesAsText("role")).containsExactly("CLUB_ADMIN", "TRAINER");
  }

  @Test
  void aRequestIsFoundAndMarkedHandled() {
    Client anna = club.client("Анна Петрова", "+79161234567");
    Client boris = club.client(null, "+79161234568");
    request(anna, "tilda", "{\"utm_source\": \"yandex\", \"utm_campaign\": \"осень\"}", true);
    request(anna, "tilda", "{}", false);
    request(boris, "sms", "{}", true);
    club.logIn(page);
    page.click("nav a[href$='/requests']");
    assertThat(page.locator(".hub-request")).hasCount(3);
    assertThat(page.locator("main")).containsText("Ждут ответа: 3");
    assertThat(page.locator("main")).containsText("utm_source: yandex");
    look("requests");

    page.selectOption("select[name=which]", "repeated");
    page.click("text=Найти");
    assertThat(page.locator(".hub-request")).hasCount(1);
    page.click("text=Обработана");
    assertThat(page.locator(".hub-request")).containsText("обработана: " + club.email());
    page.navigate(club.at("/requests?state=open"));
    assertThat(page.locator(".hub-request")).hasCount(2);
    page.navigate(club.at("/requests?state=handled&source=sms"));
    assertThat(page.locator("main")).containsText("ничего нет");

    String api = "clubs/" + club.club().slug() + "/requests";
    assertThat(HUB.admin().get(api + "?handled=false").json().path("items")).hasSize(2);
    assertThat(HUB.admin().get(api + "?repeated=true").json().path("items")).hasSize(1);
    var first = HUB.admin().get(api + "?source=sms&first=true");
    assertThat(first.json().path("items")).hasSize(1);
    long id = first.json().at("/items/0/id").asLong();
    assertThat(HUB.admin().patch(api + "/" + id, "{\"handled\": true}").text("handled"))
        .isEqualTo("true");
    assertThat(HUB.admin().patch(api + "/" + id, "{}").text("field")).isEqualTo("handled");
    assertThat(HUB.admin().get(api + "?to=2020-01-01").json().path("items")).isEmpty();
  }

  @Test
  void quietHoursAndTheCapAreSet() {
    club.logIn(page);
    page.navigate(club.at("/rules"));
    page.click("text=Часы сообщений");
    page.fill("#h-from", "22:30");
    page.fill("#h-ads", "много");
    page.click("text=Сохранить");
    assertThat(page.locator(".alert-danger")).containsText("число от 0 до 1000");
    page.fill("#h-from", "22:30");
    page.fill("#h-ads", "2");
    page.fill("#h-texts", "5");
    page.click("text=Сохранить");
    assertThat(page.locator("[role=status].alert")).containsText("Сохранено");
    assertThat(page.locator("#h-from")).hasValue("22:30");
    look("hours");
    assertThat(limits().adsPerWeek()).isEqualTo(2);
    page.uncheck("[name=quiet]");
    page.click("text=Сохранить");
    assertThat(page.locator("[name=quiet]")).not().isChecked();
    assertThat(limits().quietFrom()).isEqualTo(limits().quietUntil());
  }

  @Test
  void aConsentIsGivenAndTakenBackWithItsProof() {
    Client anna = club.client("Анна", "+79161234567");
    club.logIn(page);
    page.navigate(club.at("/clients/" + anna.id()));
    page.click("text=Записать согласие или отказ");
    page.selectOption("#cs-channel", "SMS");
    page.fill("#cs-place", "Анкета на рецепции");
    page.fill("#cs-text", "v3");
    page.click("#consents button");
    assertThat(page.locator(".hub-consents")).containsText("реклама, СМС");
    assertThat(page.locator(".hub-consents")).containsText("Анкета на рецепции, текст «v3»");

    page.click("text=Записать согласие или отказ");
    page.selectOption("#cs-given", "false");
    page.fill("#cs-place", "Звонок в клуб");
    page.click("#consents button");
    assertThat(page.locator(".hub-consents .bg-red-lt")).hasCount(6);
    page.click("text=Вся история (7)");
    assertThat(page.locator("#consents .hub-history")).containsText("записал: " + club.email());
    look("consents");
  }

  @Test
  void aRuleKeepsItsTemplateAndSubject() {
    club.logIn(page);
    page.navigate(club.at("/rules/new"));
    page.fill("#r-name", "Пропустили звонок");
    page.locator("select[name=channel]").first().selectOption("WHATSAPP");
    page.fill("#r-ru", "Перезвоним!");
    page.click("text=Тема письма и шаблон WhatsApp");
    page.fill("#r-subject", "Мы перезвоним");
    page.fill("#r-template", "missed_call");
    page.fill("#r-parameters", "{client.firstName}\n{club.name}");
    look("rule-template");
    page.click("#rule-form button[type=submit]");
    assertThat(page.locator("[role=status].alert")).containsText("Сохранено");
    page.getByLabel("изменить: Пропустили звонок").click();
    assertThat(page.locator("#r-template")).hasValue("missed_call");
    assertThat(page.locator("#r-parameters")).hasValue("{client.firstName}\n{club.name}");
    assertThat(page.locator("#r-subject")).hasValue("Мы перезвоним");
  }

  /** Keeps what it looks like, wide and narrow. */
  private void look(String name) {
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    shoot(name + "-1440");
    page.setViewportSize(390, 844);
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as(name + " fits a phone")
        .isEqualTo(true);
    shoot(name + "-390");
    page.setViewportSize(1440, 900);
  }

  private void shoot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", name + ".png")));
  }

  private MessageHours.Limits limits() {
    return HUB.get(ClubGate.class)
        .inClub(club.club().clubId(), () -> HUB.get(MessageHours.class).get());
  }

  private void request(Client client, String source, String utm, boolean first) {
    HUB.get(ClubGate.class)
        .runInClub(
            club.club().clubId(),
            () ->
                HUB.get(JdbcClient.class)
                    .sql(
                        """
                        insert into request (client_id, kind, source, utm, first, received_at)
                        values (:client, 'FORM', :source, cast(:utm as jsonb), :first, now())""")
                    .param("client", client.id())
                    .param("source", source)
                    .param("utm", utm)
                    .param("first", first)
                    .update());
  }
}
