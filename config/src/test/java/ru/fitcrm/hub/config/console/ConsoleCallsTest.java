package ru.fitcrm.hub.config.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.sandbox.pbx.NewCall;
import ru.fitcrm.hub.sandbox.pbx.Pace;
import ru.fitcrm.hub.sandbox.pbx.Recording;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;

/** A PBX rings, and the reception sees it without touching anything. */
class ConsoleCallsTest extends InBrowser {

  private static final Duration LONG = Duration.ofSeconds(40);
  private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
      new LocatorAssertions.ContainsTextOptions().setTimeout(40_000);

  @Test
  void aRingingNumberPopsUpAndBecomesACardByItselfAndTheMissedCallIsTold() {
    try (SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings().user("hub", "secret"))) {
      connect(pbx);
      watchTheBoard();
      ring(pbx, "+79165550177");
      Locator pop = page.locator(".hub-pop");
      assertThat(pop).containsText("+7 916 555-01-77", PATIENTLY);
      assertThat(pop).containsText("Новый номер");
      assertThat(column("UNSORTED")).containsText("+7 916 555-01-77", PATIENTLY);
      assertThat(pop.locator(".hub-pop-state")).containsText("никто не взял трубку", PATIENTLY);
      assertThat(column("UNSORTED").locator(".hub-card")).hasCount(1);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void theBellTellsTheResponsibleOfAMissedClientUntilRead() {
    club.client("Анна Иванова", "+79165550188", club.employee());
    try (SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings().user("hub", "secret"))) {
      connect(pbx);
      watchTheBoard();
      ring(pbx, "+79165550188");
      assertThat(page.locator(".hub-pop-who")).containsText("Анна Иванова", PATIENTLY);
      assertThat(page.locator("#bell .hub-dot")).containsText("1", PATIENTLY);
      // While the PBX is there: its loss is a notice too.
      page.click("#bell summary");
      assertThat(page.locator(".hub-notices")).containsText("Анна Иванова");
      page.click("#bell button[type=submit]");
      assertThat(page.locator("#bell .hub-dot")).hasCount(0);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private void watchTheBoard() {
    page.waitForResponse(answer -> answer.url().endsWith("/calls/stream"), () -> club.logIn(page));
  }

  private void connect(SandboxPbx pbx) {
    int status =
        HUB.admin()
            .post(
                "clubs/" + club.club().slug() + "/connections",
                """
                {"kind": "asterisk", "name": "АТС", "enabled": true,
                 "settings": {"host": "127.0.0.1", "port": %d, "username": "hub",
                              "password": "secret", "trunks": ["trunk"]}}"""
                    .formatted(pbx.port()))
            .status();
    assertThat(status).isEqualTo(201);
    pbx.awaitSession(LONG);
  }

  private static void ring(SandboxPbx pbx, String number) {
    pbx.play(Recording.named("b_in_missed").asCall(new NewCall(number, null, null)), Pace.times(4));
  }
}
