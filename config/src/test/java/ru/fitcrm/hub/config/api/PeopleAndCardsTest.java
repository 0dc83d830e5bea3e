package ru.fitcrm.hub.config.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.TestClub;
import ru.fitcrm.hub.core.club.ClubGate;

/** Clients and tasks over HTTP, and the manners all resources share. */
class PeopleAndCardsTest {

  private final TestClub club = TestClub.make();
  private final ApiCaller api = club.admin();

  private String at(String path) {
    return club.path(path);
  }

  @Test
  void aClientIsMadeWithItsPlaceAndTagAndFoundByAnySpellingOfThePhone() {
    Answer made =
        api.post(
            at("clients"),
            """
            {"name": "Анна", "phones": ["8 (916) 123-45-67", {"number": "+74951230001", "label": "мама"}]}""");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).endsWith("/clients/" + made.id());
    assertThat(made.header("ETag")).isEqualTo("\"" + made.text("version") + "\"");
    assertThat(made.text("kind")).isEqualTo("LEAD");
    assertThat(made.text("phones.0.number")).isEqualTo("+79161234567");
    assertThat(made.text("phones.1.label")).isEqualTo("мама");
    assertThat(made.text("createdAt")).endsWith("Z");

    for (String spelling :
        List.of("89161234567", "%2B79161234567", "+79161234567", "916%20123-45-67")) {
      Answer found = api.get(at("clients?phone=" + spelling));
      assertThat(found.text("items.0.id")).as(spelling).isEqualTo("" + made.id());
    }
    assertThat(api.get(at("clients?q=%D0%B0%D0%BD")).text("items.0.name")).isEqualTo("Анна");
    assertThat(api.get(at("clients?phone=12")).text("field")).isEqualTo("phone");
  }

  @Test
  void inAPatchNullClearsAndWhatIsAbsentStays() {
    Answer made =
        api.post(
            at("clients"),
            """
            {"name": "Пётр", "email": "p@x.ru", "birthDate": "1990-02-28", "phones": ["+79161234568"]}""");
    Answer patched =
        api.patch(
            at("clients/" + made.id()),
            """
            {"email": null, "name": "Пётр Первый"}""",
            "Content-Type",
            "application/merge-patch+json");
    assertThat(patched.status()).isEqualTo(200);
    assertThat(patched.json().path("email").isNull()).isTrue();
    assertThat(patched.text("birthDate")).isEqualTo("1990-02-28");
    assertThat(patched.text("name")).isEqualTo("Пётр Первый");
    assertThat(patched.text("phones.0.number")).isEqualTo("+79161234568");
    for (String bogus : List.of("{\"bogus\": null}", "{\"bogus\": 1}")) {
      Answer refused = api.patch(at("clients/" + made.id()), bogus);
      assertThat(refused.status()).as(bogus).isEqualTo(400);
      assertThat(refused.text("field")).isEqualTo("bogus");
    }
    Answer unborn = api.patch(at("clients/" + made.id()), "{\"birthDate\": \"2999-01-01\"}");
    assertThat(unborn.status()).isEqualTo(400);
    assertThat(unborn.text("field")).isEqualTo("birthDate");
  }

  @Test
  void aStaleIfMatchIs412AndTheRightOneChanges() {
    Answer made = api.post(at("clients"), "{\"name\": \"Один\"}");
    String place = at("clients/" + made.id());
    assertThat(api.patch(place, "{\"name\": \"Два\"}", "If-Match", made.header("ETag")).status())
        .isEqualTo(200);
    Answer stale = api.patch(place, "{\"name\": \"Три\"}", "If-Match", made.header("ETag"));
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.header("Content-Type")).startsWith("application/problem+json");
    assertThat(stale.text("code")).isEqualTo("version.stale");
    assertThat(api.get(place).text("name")).isEqualTo("Два");
    assertThat(api.patch(place, "{}", "If-Match", "abc").text("field")).isEqualTo("If-Match");
  }

  @Test
  void anArchivedClientIsOutOfTheListButFoundByPhoneAndComesBack() {
    Answer made = api.post(at("clients"), "{\"name\": \"Ушёл\", \"phones\": [\"+79161234570\"]}");
    String place = at("clients/" + made.id());
    assertThat(api.post(place + "/archive", "{}").text("field")).isEqualTo("reason");
    assertThat(api.post(place + "/archive", "{\"reason\": \"переезд\"}").text("archived"))
        .isEqualTo("true");
    assertThat(api.get(at("clients")).json().path("items")).isEmpty();
    assertThat(api.get(at("clients?phone=89161234570")).json().path("items")).hasSize(1);
    assertThat(api.post(place + "/restore", "").text("archived")).isEqualTo("false");
  }

  @Test
  void aCommentIsKeptInThePersonsHistory() {
    long client = api.post(at("clients"), "{\"name\": \"Он\"}").id();
    Answer said = api.post(at("clients/" + client + "/comments"), "{\"text\": \"звонил\"}");
    assertThat(said.status()).isEqualTo(201);
    assertThat(said.text("text")).isEqualTo("звонил");
    assertThat(api.get(at("clients/" + client + "/comments")).text("items.0.text"))
        .isEqualTo("звонил");
  }

  @Test
  void aTaskForAnUnknownPhoneMakesALeadAndForAKnownOneDoesNot() {
    Answer first =
        api.post(
            at("tasks"),
            """
            {"phone": "89161234571", "reason": "Спросил цену", "comment": "перезвонить вечером"}""");
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.text("column")).isEqualTo("UNSORTED");
    assertThat(first.text("phone")).isEqualTo("+79161234571");
    Answer second = api.post(at("tasks"), "{\"phone\": \"+79161234571\", \"reason\": \"Другое\"}");
    assertThat(second.text("clientId")).isEqualTo(first.text("clientId"));
    assertThat(api.get(at("clients/" + first.text("clientId"))).text("source")).isEqualTo("manual");
    assertThat(api.get(at("tasks?clientId=" + first.text("clientId"))).json().path("items"))
        .hasSize(2);
  }

  @Test
  void patchingTheColumnDoesWhatADragDoes() {
    Answer card = api.post(at("tasks"), "{\"phone\": \"+79161234572\"}");
    String place = at("tasks/" + card.id());
    Answer today = api.patch(place, "{\"column\": \"TODAY\", \"nextStep\": \"Позвонить\"}");
    assertThat(today.status()).isEqualTo(200);
    assertThat(today.text("column")).isEqualTo("TODAY");
    assertThat(today.text("nextStep")).isEqualTo("Позвонить");
    assertThat(today.text("statusName")).isEqualTo("В работе");
    Answer overdue = api.patch(place, "{\"column\": \"OVERDUE\"}");
    assertThat(overdue.status()).isEqualTo(409);
    assertThat(api.patch(place, "{\"column\": \"SOON\"}").text("field")).isEqualTo("column");
    assertThat(api.patch(place, "{\"column\": \"UNSORTED\"}").text("column")).isEqualTo("UNSORTED");
  }

  @Test
  void aStatusIsTakenByNameOrIdAndAFinalOneClosesTheCard() {
    Answer card = api.post(at("tasks"), "{\"phone\": \"+79161234573\", \"status\": \"Думает\"}");
    assertThat(card.text("statusName")).isEqualTo("Думает");
    long status = card.json().path("status").asLong();
    assertThat(api.get(at("tasks?status=" + status)).json().path("items")).hasSize(1);
    Answer sold = api.patch(at("tasks/" + card.id()), "{\"status\": \"Продано\"}");
    assertThat(sold.json().path("closedAt").isNull()).isFalse();
    assertThat(api.get(at("tasks")).json().path("items")).isEmpty();
    assertThat(api.get(at("tasks?closed=true")).json().path("items")).hasSize(1);
    assertThat(api.patch(at("tasks/" + card.id()), "{\"status\": \"Нет такого\"}").text("field"))
        .isEqualTo("status");
    assertThat(
            api.post(at("tasks"), "{\"phone\": \"+79161234573\", \"status\": 1e9}").text("field"))
        .isEqualTo("status");
  }

  @Test
  void closedInAPatchClosesAndOpensACard() {
    Answer card = api.post(at("tasks"), "{\"phone\": \"+79161234574\"}");
    String place = at("tasks/" + card.id());
    assertThat(api.patch(place, "{\"closed\": true}").text("closedAt")).endsWith("Z");
    assertThat(api.patch(place, "{\"closed\": false}").json().path("closedAt").isNull()).isTrue();
  }

  @Test
  void theSameKeyDoesARequestOnceAndTellsARepeatedOne() {
    String body = "{\"name\": \"Раз\"}";
    Answer first = api.post(at("clients"), body, "Idempotency-Key", "k1");
    Answer again = api.post(at("clients"), body, "Idempotency-Key", "k1");
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.text("name")).isEqualTo("Раз");
    Answer other = api.post(at("clients"), "{\"name\": \"Два\"}", "Idempotency-Key", "k1");
    assertThat(other.status()).isEqualTo(422);
    assertThat(api.get(at("clients")).json().path("items")).hasSize(1);
  }

  @Test
  void aRefusedRequestDoesNotUseUpItsKey() {
    assertThat(api.post(at("clients"), "{\"phones\": [\"1\"]}", "Idempotency-Key", "k2").status())
        .isEqualTo(400);
    assertThat(api.post(at("clients"), "{\"name\": \"Да\"}", "Idempotency-Key", "k2").status())
        .isEqualTo(201);
  }

  @Test
  void aKeyWhoseFirstRequestGoesOnForLongIsToldBusy() {
    CountDownLatch taken = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(
            () ->
                club.hub()
                    .get(ClubGate.class)
                    .runInClub(club.clubId(), () -> holdKey(taken, answered)),
            Thread::startVirtualThread);
    await().until(() -> taken.getCount() == 0);

    Answer second = api.post(at("clients"), "{\"name\": \"Раз\"}", "Idempotency-Key", "long");
    answered.countDown();
    first.join();

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.text("code")).isEqualTo("idempotency-key.busy");
  }

  private void holdKey(CountDownLatch taken, CountDownLatch answered) {
    int unused =
        club.hub()
            .get(JdbcClient.class)
            .sql("insert into idempotency_key (key, request_hash) values ('long', '')")
            .update();
    taken.countDown();
    await().atMost(Duration.ofMinutes(1)).until(() -> answered.getCount() == 0);
  }

  @Test
  void ofTwentyRequestsAtOnceWithOneKeyOneMakesTheThing() {
    List<CompletableFuture<Answer>> all =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    api.later(
                        "POST",
                        at("tasks"),
                        "{\"phone\": \"+79161234575\", \"comment\": \"раз\"}",
                        "Idempotency-Key",
                        "parallel"))
            .toList();
    List<Answer> answers = all.stream().map(CompletableFuture::join).toList();
    assertThat(answers).extracting(Answer::status).containsOnly(201);
    assertThat(answers).extracting(Answer::id).containsOnly(answers.get(0).id());
    assertThat(answers).filteredOn(a -> a.header("Idempotency-Replayed").isEmpty()).hasSize(1);
    Answer lines = api.get(at("tasks/" + answers.get(0).id() + "/comments"));
    assertThat(lines.json().findValuesAsText("text")).filteredOn("раз"::equals).hasSize(1);
  }

  @Test
  void pagesFollowTheirCursorAndTheLimitIsChecked() {
    for (int i = 0; i < 5; i++) {
      api.post(at("clients"), "{\"name\": \"Н" + i + "\"}");
    }
    Answer first = api.get(at("clients?limit=2"));
    assertThat(first.json().path("items")).hasSize(2);
    Answer second = api.get(at("clients?limit=2&cursor=" + first.text("next")));
    assertThat(second.text("items.0.name")).isEqualTo("Н2");
    Answer last = api.get(at("clients?limit=2&cursor=" + second.text("next")));
    assertThat(last.json().path("items")).hasSize(1);
    assertThat(last.json().path("next").isNull()).isTrue();
    for (String wrong : List.of("0", "501", "-1", "many")) {
      assertThat(api.get(at("clients?limit=" + wrong)).text("field")).as(wrong).isEqualTo("limit");
    }
    assertThat(api.get(at("clients?cursor=x")).text("field")).isEqualTo("cursor");
    assertThat(api.get(at("clients?limit=500")).status()).isEqualTo(200);
  }
}
