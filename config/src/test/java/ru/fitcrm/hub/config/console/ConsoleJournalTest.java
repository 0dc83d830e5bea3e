package ru.fitcrm.hub.config.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.TestCalls;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.licence.Licences;
import ru.fitcrm.hub.core.licence.Plan;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.sandbox.recording.SandboxRecordings;

/** The page of calls, as somebody at the reception uses it. */
class ConsoleJournalTest extends InBrowser {

  private static final String ANNA = "+79161234567";
  private static final String OTHER = "+79262220011";
  private static SandboxRecordings recordings;

  private final Instant now = Clock.systemUTC().instant();
  private TestCalls calls;

  @BeforeAll
  static void openRecordings() {
    recordings = SandboxRecordings.start("hub", "secret");
  }

  @AfterAll
  static void closeRecordings() {
    recordings.close();
  }

  @BeforeEach
  void connect() {
    calls = TestCalls.in(HUB, club.club().clubId(), club.club().slug(), recordings.url());
  }

  private void openJournal(String query) {
    club.logIn(page);
    page.navigate(club.at("/calls" + query));
  }

  private Locator rows() {
    return page.locator("#calls tr[data-call]");
  }

  private Locator figure(String name) {
    return page.locator("#figure-" + name);
  }

  @Test
  void filtersChangeTheListAndTheFiguresTogether() {
    club.client("Анна Каренина", ANNA);
    calls.answered(ANNA, now.minusSeconds(300), 65, null);
    calls.answered(OTHER, now.minusSeconds(200), 25, null);
    calls.missed(OTHER, now.minusSeconds(100));
    calls.missed(OTHER, now.minus(Duration.ofDays(40)));
    openJournal("");
    assertThat(rows()).hasCount(3);
    assertThat(figure("total")).hasText("3");
    assertThat(figure("mean")).hasText("45 с");
    assertThat(figure("rate")).hasText("67 %");
    page.selectOption("[name=result]", "MISSED");
    assertThat(rows()).hasCount(1);
    assertThat(rows()).containsText("клиент не дождался");
    assertThat(figure("rate")).hasText("0 %");
    page.click("text=Сбросить");
    assertThat(rows()).hasCount(3);
    page.fill(".hub-asked [name=q]", "карен");
    page.press(".hub-asked [name=q]", "Enter");
    assertThat(rows()).hasCount(1);
    assertThat(rows().locator("a").first()).hasText("Анна Каренина");
    page.fill(".hub-asked [name=q]", "");
    page.press(".hub-asked [name=q]", "Enter");
    page.selectOption("[name=employee]", String.valueOf(club.employee()));
    assertThat(rows()).hasCount(3);
    page.click("[data-period=YESTERDAY]");
    assertThat(page.locator("[data-period=YESTERDAY]")).hasAttribute("aria-current", "true");
    assertThat(page.locator("[name=employee]")).hasValue(String.valueOf(club.employee()));
    page.navigate(club.at("/calls?from=&to="));
    assertThat(rows()).hasCount(4);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theChartIsDrawnByHourAndByDayAndIsATableToo() {
    calls.answered(ANNA, now.minusSeconds(80), 65, null);
    calls.missed(OTHER, now.minusSeconds(80));
    openJournal("");
    Locator chart = page.locator("#chart");
    assertThat(chart).hasAttribute("data-drawn", "hour");
    assertThat(painted()).isTrue();
    assertThat(chart.locator(".hub-chart-said")).containsText("Больше всего звонков");
    page.click("[data-by=day]");
    assertThat(chart).hasAttribute("data-drawn", "day");
    assertThat(page.locator("[data-by=day]")).hasAttribute("aria-pressed", "true");
    page.click(".hub-chart-table summary");
    assertThat(chart.locator("thead")).containsText("День");
    assertThat(chart.locator("tbody td").nth(1)).hasText("2");
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    assertThat(browser.complaints()).isEmpty();
  }

  private boolean painted() {
    return (boolean)
        page.evaluate(
            """
            () => {
              const canvas = document.querySelector('#chart canvas');
              const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
              return pixels.some((value, i) => i % 4 === 0 && value === 47 && pixels[i + 1] === 143);
            }""");
  }

  @Test
  void aGapStandsWhereItWas() {
    Instant noon = now.minus(Duration.ofHours(1));
    calls.missed(ANNA, noon.minusSeconds(900));
    calls.missed(OTHER, noon.plusSeconds(900));
    calls.gap(noon.minusSeconds(420), noon);
    openJournal("");
    Locator lines = page.locator("#calls tbody tr");
    assertThat(lines).hasCount(3);
    assertThat(lines.nth(0)).containsText("926");
    assertThat(lines.nth(1)).hasClass("hub-gap");
    assertThat(lines.nth(1)).containsText("связь с АТС отсутствовала");
    assertThat(lines.nth(2)).containsText("916");
  }

  @Test
  void thePagesOfALongListHoldEveryCallAndEveryGapOnce() {
    for (int i = 0; i < 120; i++) {
      calls.missed("anonymous", now.minusSeconds(60L * i));
    }
    for (int i : new int[] {10, 49, 50, 99}) {
      calls.gap(now.minusSeconds(60L * i + 40), now.minusSeconds(60L * i + 20));
    }
    openJournal("");
    assertThat(rows()).hasCount(50);
    int gaps = page.locator(".hub-gap").count();
    page.click("#older");
    assertThat(rows()).hasCount(50);
    assertThat(page.locator("#chart")).hasCount(0);
    gaps += page.locator(".hub-gap").count();
    page.click("#older");
    assertThat(rows()).hasCount(20);
    gaps += page.locator(".hub-gap").count();
    assertThat(gaps).isEqualTo(4);
    assertThat(page.locator("#older")).hasCount(0);
  }

  @Test
  void theFilteredListIsDownloadedAsAFile() throws Exception {
    calls.answered(ANNA, now.minusSeconds(300), 65, null);
    calls.missed(OTHER, now.minusSeconds(200));
    openJournal("?q=2220011");
    Download download = page.waitForDownload(() -> page.click("#export"));
    assertThat(download.suggestedFilename()).startsWith("calls-").endsWith(".csv");
    String text = Files.readString(download.path());
    List<CsvRecord> file =
        CsvReader.builder().fieldSeparator(';').ofCsvRecord(text.substring(1)).stream().toList();
    assertThat(file).hasSize(2);
    assertThat(file.get(1).getField(5)).isEqualTo("+7 926 222-00-11");
  }

  @Test
  void aRecordingIsPlayedOnThePageAndOnTheClientsPage() {
    Client anna = club.client("Анна Каренина", ANNA);
    calls.answered(ANNA, now.minusSeconds(300), 65, "2026/11/22/in-+79161234567-1.wav");
    calls.missed(ANNA, now.minusSeconds(200));
    openJournal("");
    assertThat(page.locator("[data-listen]")).hasCount(1);
    page.click("[data-listen]");
    page.waitForFunction("() => document.querySelector('audio').duration > 5");
    assertThat(page.locator(".hub-player-of")).containsText("+7 916 123-45-67");
    assertThat(page.locator(".hub-player-wrong")).isHidden();
    page.navigate(club.at("/clients/" + anna.id()));
    page.click("[data-listen]");
    page.waitForFunction("() => document.querySelector('audio').currentTime > 0");
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    page.click(".hub-player-close");
    assertThat(page.locator(".hub-player")).hasCount(0);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aRecordingThePbxNoLongerHasSaysSo() {
    calls.answered(ANNA, now.minusSeconds(300), 65, "gone.mp3");
    openJournal("");
    page.click("[data-listen]");
    assertThat(page.locator(".hub-player-wrong")).containsText("возможно, её уже удалили");
  }

  @Test
  void outsideThePlanThePageSaysWhichOneHasRecordings() {
    calls.answered(ANNA, now.minusSeconds(300), 65, "a.wav");
    HUB.get(ClubGate.class)
        .runAsPlatform(
            () -> HUB.get(Licences.class).grant(club.club().clubId(), Plan.STANDARD, null));
    openJournal("");
    assertThat(page.locator("[data-listen]")).hasCount(0);
    assertThat(page.locator(".hub-locked")).containsText("PREMIUM");
  }

  @Test
  void theListFollowsNewCallsByItselfAndLeavesThePlayerAlone() {
    calls.answered(ANNA, now.minusSeconds(300), 65, "a.wav");
    club.logIn(page);
    page.waitForResponse(
        answer -> answer.url().endsWith("/calls/stream"), () -> page.navigate(club.at("/calls")));
    page.click("[data-listen]");
    page.waitForFunction("() => document.querySelector('audio').duration > 5");
    calls.missed(OTHER, now.minusSeconds(1));
    assertThat(rows()).hasCount(2);
    assertThat(figure("total")).hasText("2");
    assertThat(page.locator("audio")).hasCount(1);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void notAClientIsSaidInTheListOnceForAllCallsOfTheNumber() {
    calls.missed(OTHER, now.minusSeconds(200));
    calls.missed(OTHER, now.minusSeconds(100));
    openJournal("");
    assertThat(page.locator("[data-not-client]")).hasCount(2);
    page.locator("[data-not-client]").first().click();
    assertThat(page.locator(".hub-toast")).containsText("больше не будет создавать лидов");
    assertThat(page.locator("[data-not-client]")).hasCount(0);
  }

  @Test
  void anEmptyJournalSaysWhatToExpectAndFitsANarrowScreen() {
    page.setViewportSize(390, 844);
    openJournal("");
    assertThat(page.locator("#calls .hub-empty")).hasText("За это время звонков не было.");
    assertThat(figure("rate")).hasText("–");
    page.navigate(club.at("/calls?from=&to="));
    assertThat(page.locator("#calls .hub-empty")).containsText("Звонков пока нет");
    calls.answered(ANNA, now.minusSeconds(300), 65, "a.wav");
    page.reload();
    assertThat(rows()).hasCount(1);
    assertThat((int) page.evaluate("() => document.documentElement.scrollWidth")).isEqualTo(390);
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
  }
}
