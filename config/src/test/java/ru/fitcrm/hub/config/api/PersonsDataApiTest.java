package ru.fitcrm.hub.config.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.TestClub;

/** What a person may ask for, over HTTP: to be told, erased, agreed with; and two made one. */
class PersonsDataApiTest {

  private final TestClub club = TestClub.make();
  private final ApiCaller api = club.admin();

  @Test
  void anErasedPersonIsAnEmptyRecordAndNoKeyAnswersWithThemAgain() {
    String body = "{\"name\": \"Анна Серова\", \"phones\": [\"+79161230001\"]}";
    Answer made = api.post(club.path("clients"), body, "Idempotency-Key", "anna");
    comment(made.id());

    Answer erased = api.post(at(made.id()) + "/erase", "");

    assertThat(erased.status()).as(erased.json().toString()).isEqualTo(200);
    assertThat(erased.json().path("name").isNull()).isTrue();
    assertThat(erased.json().path("phones")).isEmpty();
    assertThat(erased.text("erasedAt")).endsWith("Z");
    assertThat(erased.json().path("archived").asBoolean()).isTrue();
    assertThat(api.get(club.path("clients?phone=%2B79161230001")).json().path("items")).isEmpty();
    assertThat(api.get(at(made.id()) + "/export").json().toString()).doesNotContain("Серова");
    Answer again = api.post(club.path("clients"), body, "Idempotency-Key", "anna");
    assertThat(again.id()).as("the kept answer is gone").isNotEqualTo(made.id());
    assertThat(api.patch(at(made.id()), "{\"name\": \"Анна\"}").text("code"))
        .isEqualTo("client.erased");
    assertThat(api.get(club.path("audit")).json().findValuesAsText("action"))
        .contains("client.erased");
  }

  @Test
  void aPersonIsToldAllThatIsKnown() {
    long id = client("Анна", "+79161230002");
    comment(id);
    Answer all = api.get(at(id) + "/export");
    assertThat(all.text("records.0.name")).isEqualTo("Анна");
    assertThat(all.text("phones.0.number")).isEqualTo("+79161230002");
    assertThat(all.text("comments.0.text")).isEqualTo("Хочет на йогу");
  }

  @Test
  void twoRecordsAreMergedAndTheMergeIsTakenBack() {
    long kept = client("Анна", "+79161230003");
    long lead = client("Аня", "+79161230004");
    comment(lead);

    Answer merged = api.post(at(kept) + "/merge", "{\"other\": %d}".formatted(lead));
    assertThat(merged.status()).as(merged.json().toString()).isEqualTo(200);
    assertThat(merged.id()).isEqualTo(kept);
    assertThat(merged.json().path("phones").findValuesAsText("number"))
        .containsExactly("+79161230003", "+79161230004");
    assertThat(api.get(at(kept) + "/comments").json().findValuesAsText("text"))
        .contains("Хочет на йогу");
    long merge = merged.json().path("mergeId").asLong();
    assertThat(api.get(at(kept) + "/merges").json().path("items").path(0).path("id").asLong())
        .isEqualTo(merge);

    Answer undone = api.post(at(kept) + "/merges/" + merge + "/undo", "");
    assertThat(undone.json().path("phones").findValuesAsText("number"))
        .containsExactly("+79161230003");
    assertThat(api.get(at(lead) + "/comments").json().findValuesAsText("text"))
        .contains("Хочет на йогу");
    assertThat(api.post(at(kept) + "/merges/" + merge + "/undo", "").status()).isEqualTo(404);
  }

  @Test
  void whomToMergeIsAskedForAndChecked() {
    long kept = client("Анна", "+79161230005");
    assertThat(api.post(at(kept) + "/merge", "{}").text("field")).isEqualTo("other");
    assertThat(api.post(at(kept) + "/merge", "{\"other\": %d}".formatted(kept)).status())
        .isEqualTo(409);
    assertThat(api.post(at(kept) + "/merge", "{\"other\": 999999999}").status()).isEqualTo(404);
  }

  @Test
  void aConsentIsKeptWithItsProofAndTakenBackByTheNext() {
    long id = client("Анна", "+79161230006");
    Answer given =
        api.post(
            at(id) + "/consents",
            """
            {"channel": "SMS", "purpose": "AD", "place": "https://club.ru/form", "textVersion": "2026-01",
             "at": "2026-01-15T10:00:00+03:00"}""");
    assertThat(given.status()).as(given.json().toString()).isEqualTo(201);
    assertThat(given.json().path("given").asBoolean()).isTrue();
    api.post(
        at(id) + "/consents",
        "{\"channel\": \"SMS\", \"purpose\": \"AD\", \"given\": false, \"place\": \"звонок\"}");
    Answer list = api.get(at(id) + "/consents");
    assertThat(list.text("items.0.given")).isEqualTo("false");
    assertThat(list.text("items.0.current")).isEqualTo("true");
    assertThat(list.text("items.1.at")).isEqualTo("2026-01-15T07:00:00Z");
    assertThat(list.text("items.1.current")).isEqualTo("false");
    assertThat(api.post(at(id) + "/consents", "{\"channel\": \"SMS\"}").text("field"))
        .isEqualTo("purpose");
  }

  private long client(String name, String phone) {
    Answer made =
        api.post(
            club.path("clients"),
            "{\"name\": \"%s\", \"phones\": [\"%s\"]}".formatted(name, phone));
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
    return made.id();
  }

  private void comment(long client) {
    assertThat(api.post(at(client) + "/comments", "{\"text\": \"Хочет на йогу\"}").status())
        .isEqualTo(201);
  }

  private String at(long client) {
    return club.path("clients/" + client);
  }
}
