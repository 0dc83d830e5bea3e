package ru.fitcrm.hub.config.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.access.UserAccounts;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.Role;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Forms of a site in the console: the mapping tried on what came, and what became of it. */
class ConsoleFormsTest extends InBrowser {

  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void aMappingIsTriedOnTheLastReceivedBodyBeforeItIsSavedAndTheLookIsWrittenDown() {
    JsonNode connection = connect("webhook-in", "{}");
    tell(
        connection,
        """
        {"who": "Анна Серова", "kontakt": {"nomer": "8 916 123-45-67"}, "utm_source": "yandex"}""");
    club.logIn(page);
    page.navigate(club.at("/connections/" + connection.path("id") + "/settings"));
    page.click("#preview-go");
    assertThat(page.locator("#preview-problem")).containsText("Исправьте путь телефона");
    assertThat(page.locator("#preview-shown summary")).containsText("Всё, что пришло");

    page.locator("details:has([name='s-mapping.phone']) > summary").first().click();
    field("mapping.phone").fill("kontakt.nomer");
    field("mapping.name").fill("who");
    page.click("#preview-go");
    assertThat(page.locator("#preview-good")).containsText("+79161234567");
    assertThat(page.locator("#preview-read")).containsText("Анна Серова");
    assertThat(actions()).filteredOn("inbox.viewed"::equals).hasSize(2);
    page.locator("#preview-shown summary").click();
    look("preview");
    page.fill("#pasted", "{\"kontakt\": {\"nomer\": \"12\"}}");
    page.click("#preview-go");
    assertThat(page.locator("#preview-problem")).containsText("не номер");
    assertThat(actions()).filteredOn("inbox.viewed"::equals).as("a body of one's own").hasSize(2);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void nobodyButAnAdministratorIsShownAReceivedBodyByAPreview() {
    JsonNode connection = connect("webhook-in", "{}");
    tell(connection, "{\"phone\": \"8 916 123-45-67\"}");
    colleague(Role.RECEPTION).logIn(page);
    String csrf = page.locator("input[name=_csrf]").first().inputValue();

    APIResponse shown =
        page.request()
            .post(
                HUB.baseUrl() + club.at("/connections/" + connection.path("id") + "/preview"),
                RequestOptions.create()
                    .setForm(FormData.create().set("kind", "webhook-in").set("_csrf", csrf)));

    assertThat(shown.status()).isEqualTo(403);
    assertThat(shown.text()).doesNotContain("916");
    assertThat(actions()).doesNotContain("inbox.viewed");
    browser.complaints();
  }

  @Test
  void theRequestsOfAPersonStandOnTheirPageWithWhereTheyCameFrom() {
    JsonNode connection = connect("webhook-in", "{\"preset\": \"TILDA\"}");
    Client anna = club.client("Анна Серова", "+79161234567");
    for (int i = 1; i <= 4; i++) {
      tell(
          connection,
          """
          {"Phone": "+79161234567", "Comments": "Вопрос %d", "tranid": "1:%d", "formid": "form100",
           "utm_source": "yandex", "referer": "https://club.example/yoga"}"""
              .formatted(i, i));
    }
    club.logIn(page);
    page.navigate(club.at("/clients/" + anna.id()));
    assertThat(page.locator("#requests .hub-request")).hasCount(4);
    assertThat(page.locator("#requests .hub-request").first()).containsText("Вопрос 4");
    assertThat(page.locator("#requests .hub-request").first()).containsText("повторная");
    assertThat(page.locator("#requests .hub-request").first()).containsText("utm_source: yandex");
    assertThat(page.locator("#requests")).containsText("form100");
    assertThat(page.locator("#requests")).containsText("https://club.example/yoga");
    assertThat(page.locator("#requests summary")).hasText("Ещё заявок: 1");
    page.locator("#requests button:visible").first().click();
    assertThat(page.locator("#requests .hub-request").first())
        .containsText("обработана: " + club.email());
    look("client-requests");

    Client boris = club.client("Борис", "+79161234568");
    page.navigate(club.at("/clients/" + boris.id()));
    assertThat(page.locator("#consents form")).not().hasCount(0);
    assertThat(page.locator("#requests")).hasCount(0);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void whatAPersonWroteStandsBesideWhatCameAndWhatFollowed() {
    JsonNode sms =
        connect("test-texts", "{\"baseUrl\": \"http://localhost:1\", \"channel\": \"SMS\"}");
    String name = "Константинопольская-Преображенская Александра Вениаминовна";
    Client anna = club.client(name, "+79161234567");
    tell(sms, "[{\"id\": \"i-1\", \"from\": \"+79161234567\", \"text\": \"Есть места?\"}]");
    club.logIn(page);
    page.navigate(club.at("/inbox?clientId=" + anna.id()));
    assertThat(page.locator("#rows li")).containsText(name);
    look("inbox-long-name");
    assertThat(stateWidth()).as("of the state, at 390 px").isGreaterThan(110);
    page.click("#rows .hub-box-state");
    assertThat(page.locator("main .hub-said")).hasText("Есть места?");
    assertThat(page.locator("#events")).containsText("Клиент написал");
    look("inbox-text");
    String address = page.url();

    page.context().clearCookies();
    colleague(Role.TRAINER).logIn(page);
    page.navigate(address);
    assertThat(page.locator("main .hub-said")).hasText("•••");
    page.navigate(club.at("/requests"));
    assertThat(page.locator(".hub-request")).containsText("+7 ••• ••• 45 67");
    assertThat(page.content()).doesNotContain("Есть места").doesNotContain("123-45-67");
    browser.complaints();
  }

  private double stateWidth() {
    page.setViewportSize(390, 844);
    double width = page.locator("#rows .hub-box-state").boundingBox().width;
    page.setViewportSize(1440, 900);
    return width;
  }

  private JsonNode connect(String kind, String settings) {
    return HUB.admin()
        .post(
            "clubs/" + club.club().slug() + "/connections",
            "{\"kind\": \"%s\", \"name\": \"Сайт клуба\", \"enabled\": true, \"settings\": %s}"
                .formatted(kind, settings))
        .json();
  }

  private void tell(JsonNode connection, String body) {
    String at = "clubs/" + club.club().slug() + "/inbox?connection=" + connection.path("id");
    int before = HUB.admin().get(at).json().path("items").size();
    APIResponse taken =
        page.request()
            .post(
                HUB.baseUrl() + connection.path("inUrl").asText(),
                RequestOptions.create()
                    .setHeader("Content-Type", "application/json")
                    .setData(body));
    assertThat(taken.status()).isEqualTo(200);
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              List<String> states =
                  HUB.admin().get(at).json().path("items").findValuesAsText("state");
              assertThat(states).hasSize(before + 1).doesNotContain("RECEIVED");
            });
  }

  private ConsoleClub colleague(Role role) {
    String email = role.name().toLowerCase(java.util.Locale.ROOT) + "-" + club.email();
    HUB.get(ClubGate.class)
        .runInClub(
            club.club().clubId(),
            () -> HUB.get(UserAccounts.class).add(email, ConsoleClub.HASH, role, null));
    return new ConsoleClub(HUB, club.club(), email);
  }

  private List<String> actions() {
    return HUB
        .get(ClubGate.class)
        .inClub(club.club().clubId(), () -> HUB.get(AuditLog.class).list(new PageRequest(0, 50)))
        .stream()
        .map(AuditLog.Entry::action)
        .toList();
  }

  /** Keeps what it looks like, wide and narrow. */
  private void look(String name) {
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
