package ru.fitcrm.hub.config.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.HubUnderTest;
import ru.fitcrm.hub.config.testing.TestClub;
import ru.fitcrm.hub.routes.receive.FindReceiver;
import ru.fitcrm.hub.routes.receive.Receiver;

/** Who sends more than a connection may take is told when to come back, and nobody else is. */
class PacedSendersTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final TestClub club = TestClub.make();
  private final ApiCaller admin = club.admin();

  @Test
  void aFloodIsAnswered429WithRetryAfterWhileTheNextConnectionIsServed() throws Exception {
    JsonNode flooded = connect();
    Sender site = new Sender(flooded.path("inUrl").asText());
    Sender other = new Sender(connect().path("inUrl").asText());
    AtomicBoolean goesOn = new AtomicBoolean(true);
    Thread flood = Thread.ofPlatform().start(() -> flood(flooded, goesOn));
    HttpResponse<String> refused =
        await().atMost(SOON).until(() -> post(site), answer -> answer.statusCode() == 429);
    HttpResponse<String> served = post(other);
    goesOn.set(false);
    flood.join();

    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(refused.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(refused.body()).contains("rate.exceeded");
    assertThat(served.statusCode()).isEqualTo(200);
    await().atMost(SOON).until(() -> post(site).statusCode() == 200);
    String path = club.path("connections/" + flooded.path("id"));
    await()
        .atMost(SOON)
        .until(() -> admin.get(path).text("health.lastRefusedCode").equals("rate.exceeded"));
  }

  /** Takes what the connection may take, without a socket: no sender of a test is fast enough. */
  private static void flood(JsonNode connection, AtomicBoolean goesOn) {
    String inUrl = connection.path("inUrl").asText();
    Receiver door =
        HubUnderTest.shared()
            .get(FindReceiver.class)
            .find(inUrl.substring(inUrl.lastIndexOf('/') + 1))
            .orElseThrow();
    while (goesOn.get()) {
      for (int i = 0; i < 100; i++) {
        door.pause();
      }
      LockSupport.parkNanos(200_000);
    }
  }

  private static HttpResponse<String> post(Sender sender) {
    return sender.post(Sender.JSON, "{\"test\": \"test\"}");
  }

  private JsonNode connect() {
    return admin
        .post(
            club.path("connections"),
            "{\"kind\": \"webhook-in\", \"name\": \"Сайт\", \"enabled\": true, \"settings\": {}}")
        .json();
  }
}
