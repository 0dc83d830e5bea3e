package ru.fitcrm.hub.config.console;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import ru.fitcrm.hub.config.testing.HubUnderTest;

/** A club of each test's own and a window on it, in the browser of its thread. */
abstract class InBrowser {

  static final HubUnderTest HUB = HubUnderTest.shared();
  ConsoleBrowser browser;
  ConsoleClub club;
  Page page;

  @BeforeEach
  void openClub() {
    browser = ConsoleBrowser.ofThread();
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
