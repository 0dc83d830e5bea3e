package ru.fitcrm.hub.config.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.person.Client;

/** What the night tells an administrator in the bell, and where it leads. */
class ConsoleNightNoticesTest extends InBrowser {

  @Test
  void aDuplicateLeadsToTheMergeAndOverdueCardsAreCounted() {
    Client kept = club.client("Анна Петрова", "+79161234567");
    Client other = club.client("Петрова Анна", "+79161234568");
    HUB.get(ClubGate.class)
        .runInClub(
            club.club().clubId(),
            () -> {
              JdbcClient jdbc = HUB.get(JdbcClient.class);
              jdbc.sql("update client set birth_date = '1990-05-17'").update();
              jdbc.sql(
                      """
                      insert into task (client_id, reason_code, reason, due_on, created_at, updated_at)
                      values (:client, 'X', 'Позвонить', '2026-01-15', now(), now())""")
                  .param("client", kept.id())
                  .update();
            });
    List.of("duplicates", "overdue-digest").forEach(this::night);
    club.logIn(page);
    page.click("#bell summary");

    assertThat(page.locator("#bell"))
        .containsText("Похоже, один человек: Анна Петрова и Петрова Анна");
    assertThat(page.locator("#bell"))
        .containsText("Просроченных карточек без ответственного: 1, самая давняя от 15.01.2026");
    look("night-bell");
    page.click("#bell a:has-text('Похоже, один человек')");

    assertThat(page.locator("#merge input[name=other]")).hasValue(String.valueOf(other.id()));
    assertThat(page.locator("#merge input[name=other]")).isVisible();
    look("night-merge");
    page.click("#merge button[type=submit]");
    assertThat(page.locator("h1")).containsText("Анна Петрова");
    assertThat(page.locator("main")).containsText("Объединён с лидом № " + other.id());
  }

  private void night(String job) {
    Answer asked =
        HUB.admin()
            .post(
                "jobs/" + job + "/runs",
                "{\"businessDate\": \"%s\", \"clubs\": [\"%s\"]}"
                    .formatted(LocalDate.now(Clock.systemUTC()), club.club().slug()));
    var run =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> HUB.admin().get("jobs/" + job + "/runs/" + asked.id()).json(),
                one -> !one.path("status").asText().equals("RUNNING"));
    assertThat(run.path("made").asInt()).as(run.toString()).isEqualTo(1);
  }

  private void look(String name) {
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", name + ".png")));
  }
}
