package ru.fitcrm.hub.config.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.message.RenderText;
import ru.fitcrm.hub.core.person.Client;

/** What the night tells an administrator in the bell, and where it leads. */
class ConsoleNightNoticesTest extends InBrowser {

  @Test
  void aDuplicateLeadsToTheMergeOverdueCardsAreCountedAndAFailedJobIsNamed() {
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
    long failed = failed("expiring");
    club.logIn(page);
    page.click("#bell summary");

    assertThat(page.locator("#bell"))
        .containsText("Похоже, один человек: Анна Петрова и Петрова Анна");
    assertThat(page.locator("#bell"))
        .containsText("Просроченных карточек без ответственного: 1, самая давняя от 15.01.2026");
    assertThat(page.locator("#bell"))
        .containsText("Ночная задача «Заканчивающиеся контракты» не выполнена за 22.11.2026");
    assertThat(rendered("{job.name}, {job.date}", failed))
        .isEqualTo("Contracts that end, 22.11.2026");
    look("night-bell");
    page.click("#bell a:has-text('Похоже, один человек')");

    assertThat(page.locator("#merge input[name=other]")).hasValue(String.valueOf(other.id()));
    assertThat(page.locator("#merge input[name=other]")).isVisible();
    look("night-merge");
    page.click("#merge button[type=submit]");
    assertThat(page.locator("h1")).containsText("Анна Петрова");
    assertThat(page.locator("main")).containsText("Объединён с лидом № " + other.id());
  }

  @Test
  void anEndpointThatWasSwitchedOffIsNamedAndLedTo() {
    Answer made =
        HUB.admin()
            .post(
                "clubs/" + club.club().slug() + "/webhook-endpoints",
                "{\"name\": \"Учёт\", \"enabled\": false, \"url\": \"https://example.com/in\"}");
    long gone =
        told(
            new NewEvent(
                "connection.down",
                "connection.down:off",
                "connection",
                made.id(),
                null,
                Map.of("connectionId", made.id(), "code", "endpoint-gone", "disabled", true),
                Instant.parse("2026-11-22T00:05:00Z")));
    club.logIn(page);
    page.click("#bell summary");

    assertThat(page.locator("#bell a")).containsText("Веб-хук «Учёт» отключён: получатель");
    assertThat(rendered("{connection.name}: {connection.reason}", gone))
        .startsWith("Учёт: The webhook was switched off: the receiver answered 410");
    page.click("#bell a");
    assertThat(page).hasURL(HUB.baseUrl() + club.at("/webhooks/" + made.id()));
  }

  /** The event that a job failed, as its night tells it. */
  private long failed(String job) {
    Instant now = Instant.parse("2026-11-22T00:05:00Z");
    NewEvent event =
        new NewEvent(
            "job.failed",
            "job.failed:1",
            "job",
            1,
            null,
            Map.of("job", job, "businessDate", "2026-11-22"),
            now);
    return told(event);
  }

  private long told(NewEvent event) {
    return HUB.get(ClubGate.class)
        .inClub(
            club.club().clubId(),
            () -> {
              var unused =
                  HUB.get(Journal.class)
                      .append(List.of(event), event.occurredAt(), LocalDate.of(2026, 11, 22));
              return HUB.get(JdbcClient.class)
                  .sql("select id from event where key = :key")
                  .param("key", event.key())
                  .query(Long.class)
                  .single();
            });
  }

  private String rendered(String template, long event) {
    return HUB.get(ClubGate.class)
        .inClub(
            club.club().clubId(),
            () ->
                HUB.get(RenderText.class).preview(template, event, null, club.club().zone(), "en"));
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
