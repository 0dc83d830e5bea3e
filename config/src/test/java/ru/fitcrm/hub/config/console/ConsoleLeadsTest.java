package ru.fitcrm.hub.config.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.board.BoardColumn;
import ru.fitcrm.hub.core.board.Task;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.sync.LeadSending;
import ru.fitcrm.hub.sandbox.onec.SandboxOnec;
import ru.fitcrm.hub.sandbox.onec.front.Fault;
import ru.fitcrm.hub.sandbox.onec.front.OnecWords;

/** What people see of a lead on its way to 1C. */
class ConsoleLeadsTest extends InBrowser {

  @Test
  void aLeadNobodyKnowsToHaveArrivedIsSentAgainByAButton() {
    try (SandboxOnec onec = SandboxOnec.start(SandboxOnec.settings())) {
      connect(onec);
      onec.faults().next("PutLead", new Fault.Lost());
      onec.faults().always("FindLead", OnecWords.status(502));
      Client lead = club.client("Анна", "+79161234567");
      Task card = club.card(lead, "Проба");
      club.move(card, BoardColumn.TODAY);
      awaitWay(lead, LeadSending.State.UNKNOWN);
      onec.faults().clear();
      club.logIn(page);
      page.navigate(club.at("/tasks/" + card.id()));
      assertThat(page.locator("#lead-way")).containsText("неизвестно, дошёл ли");
      page.navigate(club.at("/clients/" + lead.id()));
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "lead-unknown.png")));
      page.click("#lead-way button");
      assertThat(page.locator("#lead-way button")).hasCount(0);
      awaitWay(lead, LeadSending.State.GIVEN);
      page.reload();
      assertThat(page.locator("#lead-way")).containsText("отправлен сегодня");
      assertThat(onec.leads()).hasSize(1);
      assertThat(ConsoleBrowser.barriers(page)).isEmpty();

      page.navigate(club.at("/connections"));
      page.selectOption("#leads-when", "NEVER");
      page.click("form:has(#leads-when) button");
      assertThat(page.locator("#leads-when")).hasValue("NEVER");
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "leads-when.png")));
      assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    }
  }

  private void awaitWay(Client lead, LeadSending.State state) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                club.hub()
                    .get(ClubGate.class)
                    .inClub(
                        club.club().clubId(), () -> club.hub().get(LeadSending.class).of(lead.id()))
                    .filter(way -> way.state() == state)
                    .isPresent());
  }

  private void connect(SandboxOnec onec) {
    int status =
        club.hub()
            .admin()
            .post(
                "clubs/" + club.club().slug() + "/connections",
                """
                {"kind": "onec-soap", "name": "1С", "enabled": true, "settings":
                 {"baseUrl": "%s", "username": "Хаб", "password": "пароль", "timeoutSeconds": 5}}"""
                    .formatted(onec.soapUrl()))
            .status();
    assertThat(status).isEqualTo(201);
  }
}
