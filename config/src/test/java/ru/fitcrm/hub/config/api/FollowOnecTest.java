package ru.fitcrm.hub.config.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.HubUnderTest;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.sandbox.onec.base.GeneratedBase;
import ru.fitcrm.hub.sandbox.onec.base.Row;
import ru.fitcrm.hub.sandbox.onec.front.Fault;

/** A club's 1C on a socket, followed by the whole hub. */
class FollowOnecTest {

  @Test
  void theFirstLoadBeginsByItselfAndIsHistory() {
    try (ClubWithOnec club = new ClubWithOnec(60, 50)) {
      JsonNode run = club.awaitFirstLoad();

      assertThat(run.path("hearing").asText()).isEqualTo("HISTORY");
      assertThat(run.path("read").asLong()).isEqualTo(club.onec.base().count());
      assertThat(run.path("total").asLong()).isEqualTo(club.onec.base().count());
      assertThat(run.path("rejected").asLong()).isZero();
      assertThat(club.items("tasks")).isEmpty();
      assertThat(club.items("outbox")).isEmpty();
      assertThat(club.eventTypes()).containsOnly("sync.finished");
      assertThat(club.health().path("status").asText()).isEqualTo("UP");
      assertThat(people(club)).hasSize(living(club));
    }
  }

  @Test
  void aChangeIsAnEventAndAFailedChargeACard() {
    try (ClubWithOnec club = new ClubWithOnec(20, 500)) {
      club.awaitFirstLoad();
      GeneratedBase base = club.onec.base();
      String client = base.addClient("Новикова Ольга", "+79161112233");
      String contract = base.sell(client, now());
      base.failPayment(contract, now());
      base.visit(client, now());

      JsonNode run = club.sync("CHANGES");

      assertThat(run.path("hearing").asText()).isEqualTo("AS_IT_HAPPENS");
      assertThat(run.path("startedBy").asText()).isNotEmpty();
      assertThat(club.eventTypes())
          .contains("client.created", "contract.created", "payment.failed", "visit.added");
      assertThat(club.items("tasks"))
          .extracting(card -> card.path("reason").asText())
          .containsExactly("Оплата не прошла");
      JsonNode known = club.clientWithNumber("+79161112233");
      JsonNode bought = club.items("contracts?clientId=" + known.path("id")).get(0);
      assertThat(bought.path("status").asText()).isEqualTo("AWAITING_PAYMENT");
      assertThat(bought.path("debt").decimalValue())
          .isEqualByComparingTo(BigDecimal.valueOf(58_800));
      assertThat(club.items("payments?clientId=" + known.path("id")))
          .extracting(payment -> payment.path("status").asText())
          .containsExactly("FAILED");
      assertThat(club.items("visits?clientId=" + known.path("id"))).hasSize(1);
    }
  }

  @Test
  void aLeadWhoBuysIn1cBecomesThatClientWithTheWholeHistory() {
    try (ClubWithOnec club = new ClubWithOnec(10, 500)) {
      club.awaitFirstLoad();
      Answer card = club.admin.post(club.club.path("tasks"), "{\"phone\": \"+7 916 555-66-77\"}");
      assertThat(card.status()).isEqualTo(201);
      JsonNode lead = club.clientWithNumber("+79165556677");
      assertThat(lead.path("kind").asText()).isEqualTo("LEAD");
      String ref = club.onec.base().addClient("Орлова Вера", "8 (916) 555-66-77");
      club.onec.base().pay(club.onec.base().sell(ref, now()), now());

      club.sync("CHANGES");

      JsonNode client = club.clientWithNumber("+79165556677");
      assertThat(client.path("id")).isEqualTo(lead.path("id"));
      assertThat(client.path("kind").asText()).isEqualTo("CLIENT");
      assertThat(client.path("name").asText()).isEqualTo("Орлова Вера");
      assertThat(club.items("contracts?clientId=" + client.path("id"))).hasSize(1);
      assertThat(club.admin.get(club.club.path("tasks/" + card.id())).json().path("clientId"))
          .isEqualTo(lead.path("id"));
    }
  }

  @Test
  void aLoadCutOffBy1cGoesOnWhereItWasAndIsWhole() {
    try (ClubWithOnec club = new ClubWithOnec(80, 20)) {
      club.onec.faults().always(new Fault.Late(Duration.ofMillis(60)));
      long id = firstRun(club);
      club.awaitRun(id, run -> run.path("pages").asInt() > 2);
      club.onec.down();
      JsonNode lying = club.awaitRun(id, run -> !run.path("troubleCode").isNull());
      assertThat(lying.path("state").asText()).isEqualTo("RUNNING");
      club.awaitHealth("DOWN");
      assertThat(club.health().path("lastError").asText()).isNotEmpty();

      club.onec.faults().clear();
      club.onec.up();

      JsonNode run = club.awaitEnd(id);
      assertThat(run.path("state").asText()).isEqualTo("COMPLETED");
      assertThat(run.path("read").asLong()).isEqualTo(club.onec.base().count());
      assertThat(people(club)).hasSize(living(club));
      assertThat(club.health().path("status").asText()).isEqualTo("UP");
      assertThat(club.eventTypes()).contains("connection.down", "connection.up", "sync.finished");
    }
  }

  @Test
  void aRunIsStoppedByAPersonStaysStoppedAndGoesOnWhenAsked() {
    try (ClubWithOnec club = new ClubWithOnec(60, 20)) {
      club.onec.faults().always(new Fault.Late(Duration.ofMillis(100)));
      long id = firstRun(club);
      club.awaitRun(id, run -> run.path("pages").asInt() > 0);
      Answer stopped = club.admin.delete(club.club.path("sync-runs/" + id));
      assertThat(stopped.status()).isEqualTo(202);
      JsonNode run = club.awaitEnd(id);
      assertThat(run.path("state").asText()).isEqualTo("STOPPED");
      long read = run.path("read").asLong();
      assertThat(read).isLessThan(club.onec.base().count());

      club.onec.faults().clear();
      Answer resumed = club.admin.post(club.club.path("sync-runs/" + id + "/resume"), "{}");

      assertThat(resumed.status()).isEqualTo(202);
      run = club.awaitEnd(id);
      assertThat(run.path("state").asText()).isEqualTo("COMPLETED");
      assertThat(run.path("read").asLong()).isEqualTo(club.onec.base().count());
      Answer again = club.admin.post(club.club.path("sync-runs/" + id + "/resume"), "{}");
      assertThat(again.status()).isEqualTo(409);
    }
  }

  @Test
  void aRejectedRowIsShownWithItsFaultAndTakenAgainWhenMended() {
    try (ClubWithOnec club = new ClubWithOnec(10, 500)) {
      club.awaitFirstLoad();
      String client = club.onec.base().addClient("Серова", "+79160009988");
      club.onec.base().rename(client, "х".repeat(20_000));
      club.sync("CHANGES");
      List<JsonNode> rejected = club.items("rejected-rows?connection=" + club.connection());
      assertThat(rejected).hasSize(1);
      JsonNode row = rejected.get(0);
      assertThat(row.path("field").asText()).isEqualTo("name");
      assertThat(row.path("reason").asText()).isNotEmpty();
      Answer retried =
          club.admin.post(club.club.path("rejected-rows/" + row.path("id") + "/retry"), "{}");
      assertThat(retried.status()).isEqualTo(200);
      assertThat(retried.json().path("taken").asBoolean()).isFalse();

      club.onec.base().rename(client, "Серова Анна");
      club.sync("CHANGES");

      assertThat(club.items("rejected-rows?connection=" + club.connection())).isEmpty();
      assertThat(club.clientWithNumber("+79160009988").path("name").asText())
          .isEqualTo("Серова Анна");
    }
  }

  @Test
  void aWrongPasswordIsToldAsSuchAndTheRightOneTriedAtOnce() {
    try (ClubWithOnec club = new ClubWithOnec(10, 500)) {
      club.awaitFirstLoad();
      save(club, "wrong");
      club.awaitHealth("DOWN");

      JsonNode run = club.sync("CHANGES");

      assertThat(run.path("state").asText()).isEqualTo("FAILED");
      assertThat(run.path("trouble").asText()).isNotEmpty();
      save(club, "пароль");
      club.awaitHealth("UP");
      assertThat(club.sync("CHANGES").path("state").asText()).isEqualTo("COMPLETED");
    }
  }

  @Test
  void whatIsAskedWronglyIsAnsweredWithTheFix() {
    try (ClubWithOnec club = new ClubWithOnec(5, 500)) {
      assertThat(club.ask("EVERYTHING").status()).isEqualTo(400);
      Answer none =
          club.admin.post(club.club.path("connections/" + club.connection() + "/sync"), "{}");
      assertThat(none.status()).isIn(400, 422);
      assertThat(none.json().toString()).contains("mode");
      long push =
          club.admin
              .post(
                  club.club.path("connections"),
                  "{\"kind\": \"onec-push\", \"name\": \"p\", \"enabled\": true, \"settings\": {}}")
              .id();
      Answer pushed =
          club.admin.post(club.club.path("connections/" + push + "/sync"), "{\"mode\": \"FULL\"}");
      assertThat(pushed.status()).isEqualTo(409);
      assertThat(club.admin.get(club.club.path("sync-runs/999999999")).status()).isEqualTo(404);
    }
  }

  private static void save(ClubWithOnec club, String password) {
    Answer saved =
        club.admin.put(
            club.club.path("connections/" + club.connection()),
            "{\"name\": \"1С\", \"enabled\": true, \"settings\": %s}"
                .formatted(settings(club, password)));
    assertThat(saved.status()).as(saved.json().toString()).isEqualTo(200);
  }

  private static String settings(ClubWithOnec club, String password) {
    return """
        {"baseUrl": "%s", "username": "Хаб", "password": "%s", "pageSize": 500, "timeoutSeconds": 10,
         "follow": {"everyMinutes": 60, "fullEveryDays": 0}}"""
        .formatted(club.onec.soapUrl(), password);
  }

  private static long firstRun(ClubWithOnec club) {
    return club.ask("FULL").id();
  }

  private static List<JsonNode> people(ClubWithOnec club) {
    return club.items("clients");
  }

  /** Clients of the base not marked for deletion. */
  private static int living(ClubWithOnec club) {
    return (int)
        club.onec.base().read(Row.Kind.CLIENT, 0, 1_000_000).stream()
            .filter(row -> !row.deleted())
            .count();
  }

  private static LocalDateTime now() {
    return LocalDateTime.ofInstant(
        HubUnderTest.shared().get(BusinessClock.class).instant(), ZoneId.of("Europe/Moscow"));
  }
}
