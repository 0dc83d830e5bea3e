package ru.fitcrm.hub.config.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.core.access.UserAccounts;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubStaff;
import ru.fitcrm.hub.core.club.Employee;
import ru.fitcrm.hub.core.club.EmployeeEdit;
import ru.fitcrm.hub.core.club.Role;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.Phone;
import ru.fitcrm.hub.core.platform.PageRequest;

/** «Входящие» and «Исходящие»: find, look, replay one and many, and what a trainer sees. */
class ConsoleBoxTest extends InBrowser {

  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

  private ApiCaller.Answer connection;
  private Client anna;

  @BeforeEach
  void fill() {
    connection =
        HUB.admin()
            .post(
                "clubs/" + club.club().slug() + "/connections",
                "{\"kind\": \"onec-push\", \"name\": \"1С в офисе\", \"enabled\": true, \"settings\": {}}");
    anna = club.client("Анна Серова", "+79161234567");
    insert(
        """
        insert into outbox_message (connection_id, kind, source, source_id, repeatable, lease, phone, client_id, state,
                                    code, reason, good_for, good_until, created_at, settled_at, body)
        select %d, 'lead', 'test', n::text, true, interval '1 minute',
               case when n = 60 then '+79161234567' else '+7916' || lpad(n::text, 7, '0') end,
               case when n = 60 then %d end, case when n %% 3 = 0 then 'REJECTED' else 'DELIVERED' end,
               case when n %% 3 = 0 then 'gave-up' end,
               case when n %% 3 = 0 then 'Given up after 8 attempts; the last one: the base is locked' end,
               interval '1 day', now(), now() - n * interval '1 minute', now(), '{"name": "Анна", "apiToken": "s3cret"}'
          from generate_series(1, 60) n"""
            .formatted(connection.id(), anna.id()));
    insert(
        """
        insert into delivery_attempt (message_id, outcome, code, reason, ms)
        select id, 'RETRY', 'locked', 'The base is locked', 1234 from outbox_message where client_id is not null""");
    new ApiCaller(HUB.baseUrl(), "").post(connection.text("inUrl"), "{ no json");
  }

  @Test
  void anAdministratorFindsARowLooksIntoItAndSendsItAgain() {
    club.logIn(page);
    page.click("summary:has(.ti-user-circle)");
    page.click(".hub-menu-item[href$='/inbox']");
    assertThat(page.locator("#rows li")).hasCount(1);
    page.click("main nav a[href$='/outbox']");
    assertThat(page.locator("#rows li")).hasCount(50);
    page.click("#older");
    assertThat(page.locator("#rows li")).hasCount(10);
    shot("box-list");
    page.fill("[name=phone]", "8 916 123-45-67");
    page.click("form button[type=submit]:has-text('Найти')");
    assertThat(page.locator("#rows li")).hasCount(1);
    assertThat(page.locator("#rows li")).containsText("Анна Серова");

    page.click("#rows .hub-box-state");
    assertThat(page.locator("#attempts")).containsText("База занята другой операцией");
    assertThat(page.locator("#attempts")).containsText("234 мс");
    assertThat(page.locator("#client")).hasText("Анна Серова");
    assertThat(page.content()).doesNotContain("s3cret");
    page.click("#body button");
    assertThat(page.locator("#body pre")).containsText("\"name\" : \"Анна\"");
    assertThat(page.locator("#body pre")).not().containsText("s3cret");
    assertThat(actions()).contains("outbox-message.viewed");
    shot("box-message");
    page.click(".hub-box-confirm summary");
    page.click(".hub-box-confirm button");
    assertThat(page.locator(".alert-success")).containsText("Поставлено в очередь");
    assertThat(actions()).contains("outbox-message.replayed");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void whatAListFoundIsReplayedAfterACountAndAConfirmAndShowsItsProgress() {
    club.logIn(page);
    page.navigate(club.at("/outbox?connection=" + connection.id()));
    page.click("#replay-found");
    assertThat(page.locator("#matched")).containsText("20");
    page.fill("#cap", "5");
    shot("replay-new");
    page.click("main form button[type=submit]");
    assertThat(page.locator("#progress")).containsText("Повторено 5 из 5, найдено 20", SOON);
    assertThat(page.locator("#progress")).containsText("Закончен", SOON);
    shot("replay");
    page.click("text=Повторы");
    assertThat(page.locator(".list-group-item")).hasCount(1);
    assertThat(page.locator(".list-group-item")).containsText("Закончен");
  }

  @Test
  void aReplayThatWaitsForAHeldConnectionIsStoppedAndReleasingSaysHowMany() {
    HUB.admin()
        .post("clubs/" + club.club().slug() + "/connections/" + connection.id() + "/hold", "");
    insert(
        """
        insert into outbox_message (connection_id, kind, source, source_id, repeatable, lease, state, good_for,
                                    good_until, created_at)
        select %d, 'lead', 'more', n::text, true, interval '1 minute', 'EXPIRED', interval '1 day', now(),
               now() - interval '2 hours'
          from generate_series(1, 150) n"""
            .formatted(connection.id()));
    club.logIn(page);
    page.navigate(club.at("/outbox/replays/new?connection=" + connection.id()));
    page.click("main form button[type=submit]");
    assertThat(page.locator("#progress")).containsText("Повторено 100 из 170", SOON);
    page.click("#progress button");
    assertThat(page.locator("#progress")).containsText("Остановлен");

    page.navigate(club.at("/connections"));
    assertThat(page.locator("article")).containsText("В очереди 100");
    shot("box-connection");
    String[] asked = new String[1];
    page.onDialog(
        dialog -> {
          asked[0] = dialog.message();
          dialog.accept();
        });
    page.click("text=Отпустить");
    assertThat(page.locator("article")).containsText("Придержать");
    assertThat(asked[0]).contains("В очереди 100");
  }

  @Test
  void aRejectedMessageSaysWhyAndIsAppliedAgain() {
    club.logIn(page);
    page.navigate(club.at("/inbox?state=REJECTED"));
    assertThat(page.locator("#rows li")).containsText("Пакет не такой, как договорено");
    page.click("#rows .hub-box-state");
    assertThat(page.locator("#attempts")).containsText("Отклонено");
    assertThat(page.locator(".hub-box-headers")).containsText("application/json");
    page.click("#body button");
    assertThat(page.locator("#body pre")).containsText("{ no json");
    page.click(".hub-box-confirm summary");
    page.click(".hub-box-confirm button");
    assertThat(page.locator(".alert-success")).containsText("Поставлено на обработку");
    assertThat(page.locator("#attempts")).containsText("Поставлено ещё раз");
  }

  @Test
  void aRowWhoseBodyWasRemovedSaysSo() {
    insert("update outbox_message set body = '{}', body_removed_at = now() where source_id = '60'");
    club.logIn(page);
    page.navigate(club.at("/outbox?clientId=" + anna.id()));
    page.click("#rows .hub-box-state");
    assertThat(page.locator("#content-of")).containsText("срок хранения вышел");
    page.click(".hub-box-confirm summary");
    page.click(".hub-box-confirm button");
    assertThat(page.locator(".alert-danger")).containsText("Содержимое уже удалено");
  }

  @Test
  void aTrainerSeesNumbersMaskedAndNoContent() {
    String email = "trainer-" + club.club().slug() + "@club.test";
    long trainer =
        HUB.get(ClubGate.class)
            .inClub(
                club.club().clubId(),
                () -> {
                  Employee one =
                      HUB.get(ClubStaff.class)
                          .add(new EmployeeEdit("Тренер", null, "102", Role.TRAINER, null), "RU");
                  HUB.get(UserAccounts.class).add(email, ConsoleClub.HASH, Role.TRAINER, one.id());
                  return one.id();
                });
    Client own = club.client("Борис Петров", "+79161112233", trainer);
    new ConsoleClub(HUB, club.club(), email).logIn(page);
    page.navigate(club.at("/clients"));
    assertThat(page.locator("main")).containsText("+7 ••• ••• 45 67");
    assertThat(page.locator("main")).containsText("+7 916 111-22-33");
    page.navigate(club.at("/clients/" + own.id()));
    assertThat(page.locator("a[href='tel:+79161112233']")).hasCount(1);
    page.navigate(club.at("/clients/" + anna.id()));
    assertThat(page.locator(".hub-page-head")).containsText("+7 ••• ••• 45 67");
    assertThat(page.locator("[name=number], a[href^='tel:'], .hub-dial-button")).hasCount(0);
    assertThat(page.locator("select#c-who")).hasCount(0);
    assertThat(page.locator("input#c-who")).hasValue("не назначен");
    page.fill("#c-name", "Анна Серова-Белова");
    page.click("main form .hub-task-foot button");
    assertThat(page.locator("main .alert-success")).containsText("Сохранено");
    assertThat(page.content()).doesNotContain("123-45-67").doesNotContain("79161234567");
    assertThat(numbers(anna)).as("kept, though not shown").containsExactly("+79161234567");
    page.navigate(club.at("/outbox?clientId=" + anna.id()));
    assertThat(page.locator("#rows li")).containsText("+7 ••• ••• 45 67");
    assertThat(page.content()).doesNotContain("123-45-67").doesNotContain("79161234567");
    assertThat(page.locator("#replay-found")).hasCount(0);
    page.click("#rows .hub-box-state");
    assertThat(page.locator("#content-of")).containsText("Содержимое видит администратор");
    assertThat(page.locator("#body")).hasCount(0);
    assertThat(page.navigate(page.url().replaceAll("\\?.*", "") + "/body").status()).isEqualTo(403);
    browser.complaints();
  }

  private List<String> numbers(Client client) {
    return HUB
        .get(ClubGate.class)
        .inClub(club.club().clubId(), () -> HUB.get(ClientDirectory.class).get(client.id()))
        .phones()
        .stream()
        .map(Phone::number)
        .toList();
  }

  private List<String> actions() {
    return HUB
        .get(ClubGate.class)
        .inClub(club.club().clubId(), () -> HUB.get(AuditLog.class).list(new PageRequest(0, 50)))
        .stream()
        .map(AuditLog.Entry::action)
        .toList();
  }

  private void insert(String sql) {
    HUB.get(ClubGate.class)
        .runInClub(club.club().clubId(), () -> HUB.get(JdbcClient.class).sql(sql).update());
  }

  /** Wide and narrow, and what keeps people with disabilities out. */
  private void shot(String name) {
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    for (int width : new int[] {390, 1440}) {
      page.setViewportSize(width, 900);
      assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .as("%s fits %d px", name, width)
          .isTrue();
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of("target", name + "-" + width + ".png")));
    }
  }
}
