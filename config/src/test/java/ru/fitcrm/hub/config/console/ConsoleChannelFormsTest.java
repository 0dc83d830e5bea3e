package ru.fitcrm.hub.config.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of each channel: all its words are there, it fits a phone, and its test answers. */
class ConsoleChannelFormsTest extends InBrowser {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sms-ru",
        "http-sms",
        "smpp",
        "smtp",
        "whatsapp-cloud",
        "telegram",
        "max",
        "messenger-gateway"
      })
  void aChannelsFormIsInRussianAndFitsAPhone(String kind) {
    club.logIn(page);
    page.navigate(club.at("/connections/new?kind=" + kind));
    assertThat(page.locator("#connection-form")).isVisible();
    assertThat(
            page.locator("main .form-label, main .form-check-label, main summary")
                .allTextContents())
        .allMatch(label -> label.isBlank() || label.matches("(?s).*([А-Яа-я]|SMPP|SMTP|URL).*"));
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    page.locator("details.hub-group").all().forEach(one -> one.evaluate("d => d.open = true"));
    page.click("#try");
    assertThat(page.locator("#report"))
        .not()
        .isEmpty(new LocatorAssertions.IsEmptyOptions().setTimeout(30_000));
    shoot(kind + "-1440");
    page.setViewportSize(390, 844);
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
    shoot(kind + "-390");
  }

  private void shoot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "channel-" + name + ".png")));
  }
}
