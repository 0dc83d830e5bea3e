package ru.fitcrm.hub.config.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.HubUnderTest;
import ru.fitcrm.hub.core.board.BoardColumn;
import ru.fitcrm.hub.core.board.Task;
import ru.fitcrm.hub.core.person.Client;

/** Lists that are long, and what leaves them. */
class ConsoleListsTest extends InBrowser {

  @Test
  void aLongColumnShowsFiftyCardsAndThenMore() {
    for (int i = 0; i < 120; i++) {
      club.card(club.client(null, "+7916555%04d".formatted(i)), "Проба " + i);
    }
    club.logIn(page);
    assertThat(column("UNSORTED").locator(".hub-card")).hasCount(50);
    assertThat(page.locator("[data-count-of=UNSORTED]").last()).hasText("120");
    column("UNSORTED").locator(".hub-more").click();
    assertThat(column("UNSORTED").locator(".hub-card")).hasCount(100);
    column("UNSORTED").locator(".hub-more").click();
    assertThat(column("UNSORTED").locator(".hub-card")).hasCount(120);
    assertThat(column("UNSORTED").locator(".hub-more")).hasCount(0);
  }

  @Test
  void anArchivedClientSaysWhyAndComesBack() {
    Client client = club.client("Анна", "+79161234567");
    club.logIn(page);
    page.navigate(club.at("/clients/" + client.id()));
    page.click("summary:has-text('В архив')");
    page.fill("[name=reason]", "Переехала");
    page.click(".hub-more-actions button");
    assertThat(page.locator(".alert-warning")).containsText("Переехала");
    page.navigate(club.at("/clients"));
    assertThat(page.locator("main")).not().containsText("Анна");
    page.navigate(club.at("/clients/" + client.id()));
    page.click("text=Вернуть");
    assertThat(page.locator(".alert-warning")).hasCount(0);
  }

  @Test
  void historyNamesTheEmployeeNotTheAddress() {
    Task card = club.card(club.client("Анна", "+79161234567"), "Проба");
    club.move(card, BoardColumn.TODAY);
    club.logIn(page);
    page.navigate(club.at("/tasks/" + card.id()));
    page.fill("#task-comment", "Придёт в субботу");
    page.click("button[name=closed][value=false]");
    assertThat(page.locator(".hub-history")).containsText(ConsoleClub.EMPLOYEE);
    assertThat(page.locator(".hub-history")).not().containsText(club.email());
  }

  @Test
  void theSuperadminChoosesAmongClubs() {
    page.navigate("/login");
    page.fill("#email", HubUnderTest.ADMIN_EMAIL);
    page.fill("#password", HubUnderTest.ADMIN_PASSWORD);
    page.click("button.btn-primary");
    assertThat(page.locator("h1")).hasText("Клубы");
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    assertThat(page.locator("main")).not().containsText("/platform");
    String board = "a[href='" + club.at("/board") + "']";
    // Other tests' clubs fill pages of their own.
    page.navigate("/?cursor=" + (club.club().id() - 1));
    page.click(board);
    assertThat(page.locator(".hub-brand-name")).hasText(club.club().name());
    assertThat(browser.complaints()).isEmpty();
  }
}
