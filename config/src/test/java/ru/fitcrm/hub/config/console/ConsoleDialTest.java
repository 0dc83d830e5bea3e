package ru.fitcrm.hub.config.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.board.Task;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubStaff;
import ru.fitcrm.hub.core.club.EmployeeEdit;
import ru.fitcrm.hub.core.club.Role;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.sandbox.pbx.ClickOutcome;
import ru.fitcrm.hub.sandbox.pbx.Pace;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;

/** Somebody clicks the phone beside a number, and sees how it goes. */
class ConsoleDialTest extends InBrowser {

  private static final Duration LONG = Duration.ofSeconds(40);
  private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
      new LocatorAssertions.ContainsTextOptions().setTimeout(40_000);

  @Test
  void theButtonRingsOnesOwnPhoneAndSaysHowItGoesUntilTheEnd() {
    Client client = club.client("Анна Иванова", "+79165550233");
    Task card = club.card(client, "Перезвонить");
    try (SandboxPbx pbx =
        SandboxPbx.start(SandboxPbx.settings().user("hub", "secret").clickPace(Pace.times(0.4)))) {
      connect(pbx);
      club.logIn(page);
      page.navigate(club.at("/tasks/" + card.id()));
      Locator state = page.locator(".hub-person .hub-dial");
      button().click();
      assertThat(state).containsText("Звоним вам…", PATIENTLY);
      assertThat(state).containsText("Соединяем…", PATIENTLY);
      assertThat(state).containsText("Разговор", PATIENTLY);
      screenshot("dial-card.png");
      assertThat(state).containsText("Поговорили", PATIENTLY);

      pbx.clicks(ClickOutcome.CLIENT_BUSY);
      page.navigate(club.at("/clients/" + client.id()));
      button().click();
      assertThat(page.locator(".hub-page-head .hub-dial"))
          .containsText("Не дозвонились: занято", PATIENTLY);
      screenshot("dial-client.png");

      page.navigate(club.at("/board"));
      page.locator(".hub-card .hub-dial-button").click();
      Locator bar = page.locator("#dialling");
      assertThat(bar).containsText("Звоним вам…", PATIENTLY);
      assertThat(bar).containsText("+7 916 555-02-33");
      assertThat(bar).containsText("Не дозвонились: занято", PATIENTLY);
      screenshot("dial-board.png");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void whoHasNoExtensionIsToldWhereToSetItAndAClubWithoutPbxIsTold() {
    Client client = club.client("Анна Иванова", "+79165550234");
    club.logIn(page);
    page.navigate(club.at("/clients/" + client.id()));
    button().click();
    assertThat(page.locator(".hub-page-head .hub-dial")).containsText("подключите АТС", PATIENTLY);

    HUB.get(ClubGate.class)
        .inClub(
            club.club().clubId(),
            () ->
                HUB.get(ClubStaff.class)
                    .update(
                        club.employee(),
                        new EmployeeEdit(ConsoleClub.EMPLOYEE, null, null, Role.CLUB_ADMIN, null),
                        club.club().region(),
                        1));
    page.reload();
    assertThat(button()).isDisabled();
    assertThat(button().getAttribute("title")).contains("внутренний номер");
    assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("422"));
  }

  private Locator button() {
    return page.locator(".hub-page .hub-dial-button");
  }

  private void screenshot(String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name)));
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
}
