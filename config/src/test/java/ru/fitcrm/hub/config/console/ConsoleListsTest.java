package ru.fitcrm.hub.config.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.HubUnderTest;
import ru.fitcrm.hub.core.access.UserAccounts;
import ru.fitcrm.hub.core.board.BoardColumn;
import ru.fitcrm.hub.core.board.Task;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.Role;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.platform.BusinessClock;

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
  void aCardThatListsManyNamesEachOfThem() {
    Client nameless = club.client(null, "+79161234567");
    long card = list(nameless, 103);
    club.logIn(page);
    assertThat(column("UNSORTED").locator(".hub-card-link")).hasText("Список клиентов: 104");
    page.navigate(club.at("/tasks/" + card));
    assertThat(page.locator(".hub-person h3")).hasText("Список клиентов: 104");
    assertThat(page.locator("main")).not().containsText("Номер скрыт");
    assertThat(page.locator(".hub-listed a")).hasCount(100);
    assertThat(page.locator(".hub-listed li").first()).containsText("+7 916 123-45-67");
    assertThat(page.locator(".hub-listed li").first()).containsText("заканчивается: 23.11.2026");
    look("list-1440");
    page.click("#listed-more button");
    assertThat(page.locator(".hub-listed a")).hasCount(104);
    page.setViewportSize(390, 844);
    look("list-390");
    page.locator(".hub-listed a").first().click();
    page.waitForURL("**" + club.at("/clients/" + nameless.id()));

    String lines = "clubs/" + club.club().slug() + "/tasks/" + card + "/comments?limit=100";
    Answer first = HUB.admin().get(lines);
    Answer rest = HUB.admin().get(lines + "&cursor=" + first.text("next"));
    assertThat(first.json().path("items")).hasSize(100);
    assertThat(rest.json().path("items")).hasSize(4);
    assertThat(rest.json().at("/items/3/clientId").asLong()).isEqualTo(nameless.id());
    logInAsTrainer();
    page.navigate(club.at("/tasks/" + card));
    assertThat(page.locator(".hub-listed li").first()).containsText("+7 ••• ••• 45 67");
  }

  /** What the night tells of more than fifty clients. */
  private long list(Client first, int others) {
    Instant now = HUB.get(BusinessClock.class).instant();
    JdbcClient jdbc = HUB.get(JdbcClient.class);
    return inClub(
        () -> {
          List<Long> clients =
              jdbc.sql(
                      """
                      insert into client (kind, name)
                      select 'CLIENT', 'Клиент ' || n from generate_series(1, :others) n returning id""")
                  .param("others", others)
                  .query(Long.class)
                  .list();
          var unused =
              HUB.get(Journal.class)
                  .append(
                      Stream.concat(Stream.of(first.id()), clients.stream())
                          .map(client -> expiring(client, now))
                          .toList(),
                      now,
                      LocalDate.of(2026, 11, 22));
          return jdbc.sql("select id from task").query(Long.class).single();
        });
  }

  private static NewEvent expiring(long client, Instant now) {
    Map<String, Object> data =
        Map.of("clientId", client, "endsOn", "2026-11-23", "daysLeft", 1, "listedOn", "2026-11-22");
    return new NewEvent(
        "contract.expiring", "contract.expiring:" + client, "contract", client, client, data, now);
  }

  private void logInAsTrainer() {
    String email = "trainer-" + club.email();
    boolean unused =
        inClub(() -> HUB.get(UserAccounts.class).add(email, ConsoleClub.HASH, Role.TRAINER, null));
    page.context().clearCookies();
    new ConsoleClub(HUB, club.club(), email).logIn(page);
  }

  private <T> T inClub(Supplier<T> work) {
    return HUB.get(ClubGate.class).inClub(club.club().clubId(), work);
  }

  private void look(String name) {
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", name + ".png")));
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
