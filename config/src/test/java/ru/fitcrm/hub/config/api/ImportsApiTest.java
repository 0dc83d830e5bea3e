package ru.fitcrm.hub.config.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.TestClub;

/** Files of clients by the API, through the whole hub. */
class ImportsApiTest {

  private static final String FILE =
      """
      Клиент,Мобильный,Абонемент,Начало,Действует до,Осталось занятий,Город
      Петрова Анна,8 (916) 123-45-67,Йога 8,01.11.2026,01.12.2026,5,Москва
      ,,,,,,Тверь
      """;

  private final TestClub club = TestClub.make();

  @Test
  void aFileIsBroughtMappedCheckedAndRun() {
    Answer brought = bring(FILE, "");
    assertThat(brought.status()).as(brought.raw().body()).isEqualTo(201);
    assertThat(brought.text("columns.1.field")).isEqualTo("phone");
    assertThat(brought.text("columns.5.field")).isEqualTo("visitsLeft");
    assertThat(brought.text("ignoredColumns.0")).isEqualTo("Город");
    String path = club.path("imports/" + brought.id());
    Answer mapped = club.admin().put(path + "/mapping", "{\"Город\": \"comment\"}");
    assertThat(mapped.json().path("ignoredColumns")).isEmpty();
    assertThat(club.admin().put(path + "/mapping", "{\"Рост\": \"name\"}").status()).isEqualTo(400);
    assertThat(club.admin().put(path + "/mapping", "{\"Город\": \"name\"}").text("code"))
        .isEqualTo("mapping.twice");

    assertThat(club.admin().post(path + "/check", "").status()).isEqualTo(202);
    Answer checked = ended(path, "CHECKED");
    assertThat(checked.text("counts.added")).isEqualTo("1");
    assertThat(checked.text("counts.rejected")).isEqualTo("1");
    assertThat(clients()).isZero();
    assertThat(club.admin().get(path + "/rejected").text("items.0.row")).isEqualTo("3");

    assertThat(club.admin().post(path + "/run", "").status()).isEqualTo(202);
    ended(path, "COMPLETED");
    assertThat(clients()).isEqualTo(1);
    assertThat(club.admin().delete(path).status()).as("nothing to stop").isEqualTo(409);
  }

  @Test
  void oneRequestBringsMapsAndRuns() {
    Answer run =
        bring(
            "A,B\nАнна,+79161234567\n",
            part("mapping", "{\"A\": \"name\", \"B\": \"phone\"}") + part("dryRun", "false"));
    assertThat(run.status()).as(run.raw().body()).isEqualTo(202);
    ended(club.path("imports/" + run.id()), "COMPLETED");
    assertThat(clients()).isEqualTo(1);
  }

  @Test
  void whatIsNoTableIsRefused() {
    Answer refused = bring("%PDF-1.7", "");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("field")).isEqualTo("file");
    assertThat(refused.text("code")).isEqualTo("file.unknown");
  }

  private long clients() {
    return club.admin().get(club.path("clients")).json().path("items").size();
  }

  private Answer ended(String path, String state) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> club.admin().get(path), now -> now.text("state").equals(state));
  }

  private Answer bring(String text, String more) {
    String body =
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"clients.csv\"\r\n"
            + "Content-Type: text/csv\r\n\r\n"
            + text
            + "\r\n"
            + more
            + "--edge--\r\n";
    return club.admin()
        .post(club.path("imports"), body, "Content-Type", "multipart/form-data; boundary=edge");
  }

  private static String part(String name, String value) {
    return "--edge\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + value
        + "\r\n";
  }
}
