package ru.fitcrm.hub.config.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.HubUnderTest;
import ru.fitcrm.hub.config.testing.TestClub;

/** A club's base, pushed by whoever keeps it, through the public address to the people. */
class PushedFromOutsideTest {

  private static final AtomicLong NUMBERS = new AtomicLong(9_160_001_000L);

  private final TestClub club = TestClub.make();
  private final ApiCaller admin = club.admin();
  private final ApiCaller sender = HubUnderTest.shared().with("");
  private final String phone = "+7" + NUMBERS.incrementAndGet();

  @Test
  void aPushedClientIsThereWhenThePushIsAnswered() {
    JsonNode connection = connection("{}");

    Answer pushed = push(connection, packet("c-1", 1, "Анна Серова", phone));

    assertThat(pushed.status()).isEqualTo(202);
    assertThat(pushed.json().path("accepted").asInt()).isEqualTo(2);
    assertThat(pushed.json().path("rejected")).isEmpty();
    JsonNode client = clients(phone).get(0);
    assertThat(client.path("name").asText()).isEqualTo("Анна Серова");
    assertThat(client.path("kind").asText()).isEqualTo("CLIENT");
    JsonNode row = inbox(connection).get(0);
    assertThat(row.path("state").asText()).isEqualTo("APPLIED");
  }

  @Test
  void theSamePacketAgainChangesNothingAndSaysSo() {
    JsonNode connection = connection("{}");
    String packet = packet("c-1", 1, "Анна Серова", phone);
    push(connection, packet);

    Answer again = push(connection, packet);

    assertThat(again.json().path("accepted").asInt()).isZero();
    assertThat(again.json().path("unchanged").asInt()).isEqualTo(2);
    assertThat(clients(phone)).hasSize(1);
  }

  @Test
  void aPacketWithAnIdempotencyKeySentTwiceIsTakenInOnce() {
    JsonNode connection = connection("{}");
    String packet = packet("c-1", 1, "Анна Серова", phone);

    sender.post(connection.path("inUrl").asText(), packet, "Idempotency-Key", "night-1");
    Answer again =
        sender.post(connection.path("inUrl").asText(), packet, "Idempotency-Key", "night-1");

    assertThat(again.status()).isEqualTo(202);
    assertThat(inbox(connection))
        .extracting(row -> row.path("state").asText())
        .containsExactly("DUPLICATE", "APPLIED");
  }

  @Test
  void aRowThatCannotBeReadCostsItselfAlone() {
    JsonNode connection = connection("{}");

    Answer pushed =
        push(
            connection,
            """
            {"clients": [{"ref": "good", "version": 1, "name": "Пётр", "phones": ["%s"]},
                         {"ref": "bad", "version": 1, "name": "Ольга", "birthDate": "вчера"}]}"""
                .formatted(phone));

    assertThat(pushed.status()).isEqualTo(202);
    assertThat(pushed.json().path("accepted").asInt()).isEqualTo(1);
    JsonNode rejected = pushed.json().path("rejected").get(0);
    assertThat(rejected.path("ref").asText()).isEqualTo("bad");
    assertThat(rejected.path("field").asText()).isEqualTo("birthDate");
    assertThat(clients(phone)).hasSize(1);
  }

  @Test
  void whatIsNoJsonIsRefusedWithItsPlaceAndKeptToBeLookedAt() {
    JsonNode connection = connection("{}");

    Answer refused = push(connection, "{\"clients\": [");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("detail").asText()).contains("line 1");
    JsonNode row = inbox(connection).get(0);
    assertThat(row.path("state").asText()).isEqualTo("REJECTED");
    Answer body = admin.get(club.path("inbox/" + row.path("id").asLong() + "/body"));
    assertThat(body.raw().body()).isEqualTo("{\"clients\": [");
    assertThat(body.header("Content-Disposition")).isEqualTo("attachment");
  }

  @Test
  void aRejectedMessageCanBeReplayedAndAnAppliedOneCannot() {
    JsonNode connection = connection("{}");
    push(connection, "[]");
    push(connection, packet("c-1", 1, "Анна Серова", phone));
    JsonNode rows = inbox(connection);

    Answer applied = admin.post(club.path("inbox/" + rows.get(0).path("id") + "/replay"), "{}");
    Answer rejected = admin.post(club.path("inbox/" + rows.get(1).path("id") + "/replay"), "{}");

    assertThat(applied.status()).isEqualTo(409);
    assertThat(rejected.status()).isEqualTo(202);
  }

  @Test
  void withoutTheSecretNobodyGetsIn() {
    JsonNode connection = connection("{\"secret\": \"very-secret-word\"}");
    String url = connection.path("inUrl").asText();
    String packet = packet("c-1", 1, "Анна Серова", phone);

    assertThat(sender.post(url, packet).status()).isEqualTo(401);
    assertThat(sender.post(url, packet, "Authorization", "Bearer wrong").status()).isEqualTo(401);
    assertThat(sender.post(url, packet, "Authorization", "Bearer very-secret-word").status())
        .isEqualTo(202);
    assertThat(connection.toString()).doesNotContain("very-secret-word");
    assertThat(inbox(connection)).hasSize(1);
  }

  @Test
  void aSwitchedOffConnectionAsksToComeBackAndAnUnknownTokenIsNobodys() {
    JsonNode connection = connection("{}");
    admin.put(
        club.path("connections/" + connection.path("id")),
        "{\"kind\": \"onec-push\", \"name\": \"1C\", \"enabled\": false, \"settings\": {}}",
        "If-Match",
        "\"" + connection.path("version") + "\"");

    Answer off = push(connection, packet("c-1", 1, "Анна Серова", phone));

    assertThat(off.status()).isEqualTo(503);
    assertThat(off.header("Retry-After")).isEqualTo("60");
    assertThat(sender.post("/in/nobody-has-this-token", "{}").status()).isEqualTo(404);
  }

  @Test
  void anotherClubsMessagesAreNotThere() {
    JsonNode connection = connection("{}");
    push(connection, packet("c-1", 1, "Анна Серова", phone));
    long id = inbox(connection).get(0).path("id").asLong();
    TestClub other = TestClub.make();

    assertThat(other.admin().get(other.path("inbox/" + id)).status()).isEqualTo(404);
    assertThat(other.admin().get(other.path("inbox/" + id + "/body")).status()).isEqualTo(404);
  }

  private Answer push(JsonNode connection, String packet) {
    return sender.post(connection.path("inUrl").asText(), packet);
  }

  private static String packet(String ref, int version, String name, String phone) {
    return """
        {"clients": [{"ref": "%1$s", "version": %2$d, "name": "%3$s", "phones": ["%4$s"]}],
         "contracts": [{"ref": "k-%1$s", "version": %2$d, "clientRef": "%1$s", "kind": "MEMBERSHIP",
                        "term": "FIXED_TERM", "title": "Год", "status": "ACTIVE",
                        "startsOn": "2026-01-01", "endsOn": "2030-12-31", "price": 30000.50}]}"""
        .formatted(ref, version, name, phone);
  }

  private JsonNode connection(String settings) {
    return admin
        .post(
            club.path("connections"),
            "{\"kind\": \"onec-push\", \"name\": \"1C\", \"enabled\": true, \"settings\": %s}"
                .formatted(settings))
        .json();
  }

  private JsonNode clients(String number) {
    return admin.get(club.path("clients?phone=" + number.replace("+", "%2B"))).json().path("items");
  }

  private JsonNode inbox(JsonNode connection) {
    return admin.get(club.path("inbox?connection=" + connection.path("id"))).json().path("items");
  }
}
