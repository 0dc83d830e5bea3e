package ru.fitcrm.hub.config.console;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import ru.fitcrm.hub.config.testing.HubUnderTest;

/** A club of each test's own and a window on it, in the browser of its class. */
abstract class InBrowser {

  static final HubUnderTest HUB = HubUnderTest.shared();
  private static final Map<Class<?>, ConsoleBrowser> BROWSERS = new ConcurrentHashMap<>();
  ConsoleBrowser browser;
  ConsoleClub club;
  Page page;

  @BeforeAll
  static void openBrowser(TestInfo test) {
    BROWSERS.put(test.getTestClass().orElseThrow(), new ConsoleBrowser());
  }

  @AfterAll
  static void closeBrowser(TestInfo test) {
    Objects.requireNonNull(BROWSERS.remove(test.getTestClass().orElseThrow())).close();
  }

  @BeforeEach
  void openClub() {
    browser = Objects.requireNonNull(BROWSERS.get(getClass()));
    club = ConsoleClub.make(HUB);
    page = browser.visitor(HUB.baseUrl(), 1440, 900);
  }

  @AfterEach
  void closePage() {
    page.context().close();
    browser.complaints();
  }

  Locator column(String name) {
    return page.locator("#cards-" + name);
  }

  Locator field(String path) {
    return page.locator("[name='s-" + path + "']");
  }
}
