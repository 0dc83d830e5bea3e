package ru.fitcrm.hub.config.console;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.ResourceLock;
import ru.fitcrm.hub.config.testing.HubUnderTest;

/** A club of each test's own and a window on it; one such class at a time has the browser. */
@ResourceLock("browser")
abstract class InBrowser {

  static final HubUnderTest HUB = HubUnderTest.shared();
  static ConsoleBrowser browser;
  ConsoleClub club;
  Page page;

  @BeforeAll
  static void openBrowser() {
    browser = new ConsoleBrowser();
  }

  @AfterAll
  static void closeBrowser() {
    browser.close();
  }

  @BeforeEach
  void openClub() {
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
