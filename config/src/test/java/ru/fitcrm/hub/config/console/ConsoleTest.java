package ru.fitcrm.hub.config.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.board.BoardColumn;
import ru.fitcrm.hub.core.board.Task;
import ru.fitcrm.hub.core.person.Client;

/** A day at the reception, in a real browser. */
class ConsoleTest extends InBrowser {

  @Test
  void aWrongPasswordIsRefusedAndFiveInARowPauseTheAccount() {
    for (int i = 0; i < 5; i++) {
      page.navigate("/login");
      page.fill("#email", club.email());
      page.fill("#password", "wrong");
      page.click("button.btn-primary");
      assertThat(page.locator("[role=alert]")).isVisible();
    }
    assertThat(page.locator("[role=alert]")).containsText("Слишком много");
    page.fill("#email", club.email());
    page.fill("#password", ConsoleClub.PASSWORD);
    page.click("button.btn-primary");
    assertThat(page.locator("[role=alert]")).containsText("Слишком много");
  }

  @Test
  void addingAnUnknownNumberMakesALeadAndAKnownOneOpensItsClient() {
    club.client("Анна Иванова", "+79161234567");
    club.logIn(page);
    add("123");
    assertThat(page.locator("#add-wrong")).containsText("Такого номера нет");
    page.keyboard().press("Escape");
    add("8 916 123-45-67");
    assertThat(page.locator("#task-name")).hasValue("Анна Иванова");
    page.click("[data-close-panel]");
    add("89160000011");
    assertThat(page.locator("#panel .hub-kind")).hasText("Лид");
    page.fill("#task-name", "Пётр");
    page.click("#panel button[value=false]");
    assertThat(page.locator("#panel .alert[role=status]")).hasText("Сохранено");
    page.click("[data-close-panel]");
    assertThat(column("UNSORTED").locator(".hub-card")).hasCount(2);
    assertThat(column("UNSORTED")).containsText("Пётр");
  }

  @Test
  void aCardIsMovedByDragByMenuAndByKey() {
    Task card = club.card(club.client("Анна", "+79161234567"), "Проба");
    club.logIn(page);
    drag(card, "TODAY");
    assertThat(column("TODAY").locator(".hub-card")).hasCount(1);
    // Columns come one after another: for a moment the card may stand in both.
    assertThat(column("UNSORTED").locator(".hub-card")).hasCount(0);
    assertThat(page.locator("[data-count-of=TODAY]").last()).hasText("1");
    page.locator("#card-" + card.id() + " .hub-card-menu").click();
    page.locator("#move-menu [data-to=LATER]").click();
    assertThat(column("LATER").locator(".hub-card")).hasCount(1);
    assertThat(column("TODAY").locator(".hub-card")).hasCount(0);
    page.locator("#card-link-" + card.id()).focus();
    page.keyboard().press("4");
    assertThat(column("TOMORROW").locator(".hub-card")).hasCount(1);
    assertThat(column("LATER").locator(".hub-card")).hasCount(0);
    assertThat(page.locator("#card-link-" + card.id())).isFocused();
    page.keyboard().press("m");
    page.keyboard().press("Home");
    page.keyboard().press("Enter");
    assertThat(column("UNSORTED").locator(".hub-card")).hasCount(1);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aRefusedDragSaysWhyAndTheCardGoesBack() {
    Task card = club.card(club.client("Анна", "+79161234567"), "Проба");
    club.logIn(page);
    drag(card, "OVERDUE");
    assertThat(page.locator(".hub-toast")).containsText("попадают сами");
    assertThat(column("UNSORTED").locator(".hub-card")).hasCount(1);
    assertThat(column("OVERDUE").locator(".hub-card")).hasCount(0);
  }

  @Test
  void filtersAndSearchStandInTheAddress() {
    Task anna = club.card(club.client("Анна", "+79161234567"), "Проба");
    club.card(club.client("Борис", "+79161234568"), "Проба");
    Task moved = club.move(anna, BoardColumn.TODAY);
    club.logIn(page);
    page.fill("#board-search", "борис");
    page.keyboard().press("Enter");
    page.waitForURL(Pattern.compile(".*q=.*"));
    assertThat(page.locator(".hub-card")).hasCount(1);
    assertThat(page.locator(".hub-card")).containsText("Борис");
    page.navigate(club.at("/board?status=" + moved.status()));
    assertThat(page.locator(".hub-card")).containsText("Анна");
    page.navigate(club.at("/board?q=9161234567"));
    assertThat(page.locator(".hub-card")).hasCount(1);
  }

  @Test
  void whatSomebodyElseChangedMeanwhileIsShownAndWhatWasTypedStays() {
    Client client = club.client("Анна", "+79161234567");
    Task card = club.card(client, "Проба");
    club.logIn(page);
    page.navigate(club.at("/tasks/" + card.id()));
    page.fill("#task-comment", "Ждёт звонка");
    page.fill("#task-step", "Позвонить");
    club.move(card, BoardColumn.TOMORROW);
    page.click("button[name=closed][value=false]");
    assertThat(page.locator("[role=alert]")).containsText("пока вы её правили");
    assertThat(page.locator(".hub-now").first()).isVisible();
    assertThat(page.locator("#task-comment")).hasValue("Ждёт звонка");
    page.click("button[name=closed][value=false]");
    assertThat(page.locator("[role=status].alert")).hasText("Сохранено");
    assertThat(page.locator(".hub-history")).containsText("Ждёт звонка");
  }

  @Test
  void theLanguageIsRememberedForTheNextVisit() {
    club.logIn(page);
    page.click("details.hub-menu summary[aria-label='Меню пользователя']");
    page.click("text=English");
    assertThat(page.locator(".hub-column-head").first()).containsText("Unsorted");
    page.context().clearCookies();
    club.logIn(page);
    assertThat(page.locator(".hub-column-head").first()).containsText("Unsorted");
  }

  @Test
  void aRingingCallPopsUpWithWhoItIsOnAnyPage() {
    String call =
        """
        {"id": 7, "direction": "INCOMING", "phone": "+79160000077", "clubNumber": "+74951234567",
         "result": "RINGING", "startedAt": "2026-01-01T10:00:00Z", "clients": []}"""
            .replace("\n", "");
    page.route(
        "**/calls/stream",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("text/event-stream")
                    .setBody("event: call.ringing\ndata: " + call + "\n\n")));
    club.logIn(page);
    page.navigate(club.at("/clients"));
    Locator pop = page.locator(".hub-pop");
    assertThat(pop).containsText("Новый номер");
    assertThat(pop).containsText("+7 916 000-00-77");
    pop.locator("text=Не клиент").click();
    assertThat(page.locator(".hub-toast")).containsText("больше не будет");
    assertThat(pop).hasCount(0);
  }

  @Test
  void everyPageIsOpenToAllAndBreaksNoPolicy() {
    Client client = club.client("Анна", "+79161234567");
    Task card = club.card(client, "Проба");
    page.navigate("/login");
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    club.logIn(page);
    for (String at : pages(client, card)) {
      page.navigate(club.at(at));
      assertThat(ConsoleBrowser.barriers(page)).as(at).isEmpty();
    }
    page.navigate(club.at("/board"));
    page.locator("#card-link-" + card.id()).click();
    assertThat(page.locator("#panel #task")).isVisible();
    // Not by waitForFunction: the page's own policy forbids the eval it needs.
    await()
        .pollInSameThread()
        .until(() -> Integer.valueOf(0).equals(page.evaluate("document.getAnimations().length")));
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    assertThat(browser.complaints()).isEmpty();
  }

  private static List<String> pages(Client client, Task card) {
    return List.of(
        "/board",
        "/clients",
        "/clients/" + client.id(),
        "/calls",
        "/connections",
        "/connections/new",
        "/connections/new?kind=asterisk",
        "/tasks/" + card.id());
  }

  @Test
  void onAPhoneNothingIsWiderThanTheScreen() {
    Client client = club.client("Анна", "+79161234567");
    Task card = club.card(client, "Проба");
    page.setViewportSize(360, 740);
    club.logIn(page);
    for (String at : pages(client, card)) {
      page.navigate(club.at(at));
      Object width = page.evaluate("document.documentElement.scrollWidth");
      assertThat(width).as(at).isEqualTo(360);
    }
    page.navigate(club.at("/board"));
    page.click("[data-tab=LATER]");
    assertThat(column("LATER")).isInViewport();
  }

  @Test
  void anotherClubsPageIsNotThere() {
    ConsoleClub other = ConsoleClub.make(HUB);
    club.logIn(page);
    var answer = page.navigate(other.at("/board"));
    assertThat(answer).isNotNull().extracting(a -> a.status()).isEqualTo(404);
    assertThat(page.locator("h1")).hasText("Такой страницы нет");
  }

  @Test
  void anAddressThatCannotBeReadSaysSoInWords() {
    club.logIn(page);
    for (String list : List.of("outbox", "inbox", "clients", "requests", "calls")) {
      saysSo("/" + list + "?cursor=zz", 400);
    }
    for (String at : List.of("/outbox?from=zzz", "/inbox?connection=abc", "/webhooks/1?state=x")) {
      saysSo(at, 400);
    }
    assertThat(page.locator("main")).containsText("«state»");
    saysSo("/outbox/abc", 404);
  }

  private void saysSo(String address, int status) {
    var answer = page.request().get(HUB.baseUrl() + club.at(address));
    assertThat(answer.status()).as(address).isEqualTo(status);
    assertThat(answer.text())
        .as(address)
        .contains(status == 404 ? "Такой страницы нет" : "Адрес набран с ошибкой");
    page.navigate(club.at(address));
  }

  private void add(String phone) {
    page.click("[data-dialog=add]");
    page.fill("#add-phone", phone);
    page.keyboard().press("Enter");
  }

  /** By the mouse, in steps, as a hand does it. */
  private void drag(Task card, String column) {
    var from = page.locator("#card-" + card.id() + " .hub-card-reason").boundingBox();
    var to = column(column).boundingBox();
    page.mouse().move(from.x + 10, from.y + 5);
    page.mouse().down();
    page.mouse()
        .move(
            from.x + 30, from.y + 20, new com.microsoft.playwright.Mouse.MoveOptions().setSteps(4));
    page.mouse()
        .move(
            to.x + to.width / 2,
            to.y + 60,
            new com.microsoft.playwright.Mouse.MoveOptions().setSteps(12));
    page.mouse().up();
  }
}
