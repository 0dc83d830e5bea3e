package ru.fitcrm.hub.config.console;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A real browser, and what it complains of. Without one the tests fail and say what to install. One
 * obeys the thread that started it alone, and a test class stays on its thread: the classes of a
 * thread share one, which is ended with the JVM.
 */
final class ConsoleBrowser {

  private static final Set<String> GRAVE = Set.of("serious", "critical");

  private static final int PATIENCE_MILLIS = 20_000;

  private static final ThreadLocal<ConsoleBrowser> OF_THREAD =
      ThreadLocal.withInitial(ConsoleBrowser::new);

  private final Browser browser;
  private final List<String> complaints = new ArrayList<>();

  static {
    // What background work brings may take a crowded machine longer than a page's own doing.
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
  }

  private ConsoleBrowser() {
    Path program = find();
    browser =
        Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setHeadless(true)
                    .setChromiumSandbox(false));
  }

  static ConsoleBrowser ofThread() {
    return OF_THREAD.get();
  }

  private static Path find() {
    return Stream.of(System.getenv("HUB_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/google-chrome")
        .filter(Objects::nonNull)
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "No browser: apt-get install --no-install-recommends chromium,"
                        + " or set HUB_CHROMIUM to the program of one"));
  }

  /** A fresh visitor with a window of this width. */
  Page visitor(String baseUrl, int width, int height) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions().setBaseURL(baseUrl).setViewportSize(width, height));
    Page page = context.newPage();
    page.setDefaultTimeout(PATIENCE_MILLIS);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.text().contains("Content Security")) {
            complaints.add(page.url() + ": " + message.text());
          }
        });
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
    return page;
  }

  /** What browsers said since the last question. */
  List<String> complaints() {
    List<String> said = List.copyOf(complaints);
    complaints.clear();
    return said;
  }

  /** What keeps people with disabilities from using the page. */
  static List<String> barriers(Page page) {
    return new AxeBuilder(page)
        .analyze().getViolations().stream()
            .filter(rule -> GRAVE.contains(rule.getImpact()))
            .map(ConsoleBrowser::describe)
            .toList();
  }

  private static String describe(Rule rule) {
    return rule.getId() + ": " + rule.getHelp() + " at " + rule.getNodes().getFirst().getHtml();
  }
}
