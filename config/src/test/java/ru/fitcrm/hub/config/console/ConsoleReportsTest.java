package ru.fitcrm.hub.config.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.licence.Licences;
import ru.fitcrm.hub.core.licence.Plan;
import ru.fitcrm.hub.core.person.Client;

/** «Отчёты»: from the menu to a client who owes, their statement, and a file of all. */
class ConsoleReportsTest extends InBrowser {

  @Test
  void fromTheMenuToADebtorAndTheirStatement() throws IOException {
    Client anna = club.client("Анна Должникова", "+79161234567");
    owes(anna, "1500.50");
    club.logIn(page);
    page.click(".hub-nav a:has-text('Отчёты')");
    assertThat(page.locator(".hub-report-link")).hasCount(9);
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    page.click("[data-report=debtors]");
    assertThat(page.locator("[data-total=debt]")).hasText("1\u00a0500,50\u00a0₽");
    assertThat(page.locator("#rows tbody tr")).containsText("+7 916 123-45-67");
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    Download csv = page.waitForDownload(() -> page.click("#csv"));
    assertThat(Files.readString(csv.path())).contains("Анна Должникова").contains("1500,50");
    page.setViewportSize(390, 844);
    assertThat(page.locator("#rows tbody")).containsText("Анна Должникова");
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as("nothing sticks out at 390 px")
        .isEqualTo(true);
    page.setViewportSize(1440, 900);

    page.click("#rows tbody a");
    page.click("#statement");
    assertThat(page.locator("#whose")).hasText("Анна Должникова");
    assertThat(page.locator("[data-total=debtNow]")).hasText("1\u00a0500,50\u00a0₽");
    page.navigate(page.url().replaceAll("\\?.*", "?clientId=" + anna.id() + "&from=x"));
    assertThat(page.locator("[role=alert]")).containsText("Такой даты нет");
    page.navigate(club.at("/reports/forecast"));
    assertThat(page.locator("#not-available")).containsText("не передаёт");
    browser.complaints();
  }

  @Test
  void outsideThePlanThePageSaysWhatToDo() {
    HUB.get(ClubGate.class)
        .runAsPlatform(() -> HUB.get(Licences.class).grant(club.club().clubId(), Plan.START, null));
    club.logIn(page);
    page.navigate(club.at("/reports/debtors"));
    assertThat(page.locator("h1")).hasText("Не входит в тариф");
  }

  private void owes(Client client, String debt) {
    HUB.get(ClubGate.class)
        .inClub(
            club.club().clubId(),
            () ->
                HUB.get(JdbcClient.class)
                    .sql(
                        """
                        insert into contract (connection_id, ref, client_id, kind, term, title, status, debt,
                                              source_hash, heard_at)
                        values (0, 'k', :client, 'MEMBERSHIP', 'RECURRING', 'Подписка', 'ACTIVE',
                                cast(:debt as numeric), 0, now())""")
                    .param("client", client.id())
                    .param("debt", debt)
                    .update());
  }
}
