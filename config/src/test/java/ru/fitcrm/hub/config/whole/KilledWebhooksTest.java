package ru.fitcrm.hub.config.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.webhook.Receiver;
import ru.fitcrm.hub.core.testing.TestDatabase;

/**
 * Two nodes on one database, one of them killed again and again while events happen and a receiver
 * takes them, now and then with an error after it has; after the last kill the other takes over.
 * Every event of the journal arrives, none is put twice, and what arrives again carries the same id
 * and the same bytes.
 */
@Order(1)
class KilledWebhooksTest {

  private static final Duration LONG = Duration.ofMinutes(4);

  @Test
  void twoKillsLoseNoEventAndDoubleNone() throws Exception {
    killAndCompare(2);
  }

  @Test
  @Tag("proof")
  void twentyKillsLoseNoEventAndDoubleNone() throws Exception {
    killAndCompare(20);
  }

  private static void killAndCompare(int kills) throws Exception {
    long seed = Long.getLong("hub.test.seed", new Random().nextLong());
    System.out.printf("%d kills, -Dhub.test.seed=%d%n", kills, seed);
    Random random = new Random(seed);
    try (TestDatabase database = TestDatabase.create();
        Receiver receiver = new Receiver();
        HubProcess witness = HubProcess.start(environment(database, "witness"))) {
      HubProcess victim = HubProcess.start(environment(database, "victim"));
      long endpoint = connect(witness.api(), receiver);
      for (int i = 0; i < kills; i++) {
        // The first time for certain, or nothing might have been repeated.
        receiver.answer(i == 0 || random.nextBoolean() ? 500 : 200);
        tell(victim.api(), i * 2, random);
        tell(witness.api(), i * 2 + 1, random);
        pause(Duration.ofMillis(random.nextInt(3_000)));
        victim.kill();
        receiver.answer(200);
        if (i < kills - 1) {
          victim = HubProcess.start(environment(database, "victim"));
        }
      }
      compare(witness.api(), endpoint, receiver);
    }
  }

  private static void compare(ApiCaller api, long endpoint, Receiver receiver) {
    Set<String> told =
        items(api, "events?limit=500").stream()
            .map(event -> "evt_" + event.path("id").asLong())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(told).hasSizeGreaterThan(20);
    String log = "webhook-endpoints/" + endpoint + "/deliveries?limit=500";
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () ->
                items(api, log).stream()
                    .allMatch(one -> one.path("state").asText().equals("DELIVERED")));
    assertThat(items(api, log).stream().map(one -> one.path("webhookId").asText()))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(told);
    Map<String, String> bodies = new HashMap<>();
    for (Receiver.Got got : receiver.all()) {
      assertThat(bodies.merge(got.id(), got.body(), (before, again) -> again))
          .as("the same bytes under one id")
          .isEqualTo(got.body());
    }
    assertThat(bodies.keySet()).containsExactlyInAnyOrderElementsOf(told);
    System.out.printf("%d events, %d requests%n", told.size(), receiver.all().size());
    assertThat(receiver.all())
        .as("what was taken with an error came again")
        .hasSizeGreaterThan(told.size());
  }

  private static Map<String, String> environment(TestDatabase database, String name) {
    Map<String, String> all = new HashMap<>(HubProcess.environment(database, name));
    all.put("HUB_ALLOW_TARGETS", "127.0.0.0/8");
    all.put("HUB_RETRY_SCHEDULE", "0,1,1,1,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2");
    return all;
  }

  private static long connect(ApiCaller api, Receiver receiver) {
    assertThat(api.post("clubs", "{\"name\": \"Клуб\", \"slug\": \"told\"}").status())
        .isEqualTo(201);
    ApiCaller.Answer made =
        api.post("clubs/told/webhook-endpoints", "{\"url\": \"%s\"}".formatted(receiver.url()));
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
    return made.id();
  }

  /** What was not answered may have happened all the same: the journal says. */
  private static void tell(ApiCaller api, int round, Random random) {
    int count = 10 + random.nextInt(10);
    for (int i = 0; i < count; i++) {
      try {
        var unused =
            api.post(
                "clubs/told/clients",
                "{\"name\": \"Клиент\", \"phones\": [\"+7917%03d%04d\"]}".formatted(round, i));
      } catch (CompletionException killed) {
        return;
      }
    }
  }

  private static List<JsonNode> items(ApiCaller api, String what) {
    List<JsonNode> all = new java.util.ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = api.get("clubs/told/" + what + cursor).json();
      page.path("items").forEach(all::add);
      cursor = page.path("next").isTextual() ? "&cursor=" + page.path("next").asText() : "";
    } while (!cursor.isEmpty());
    return all;
  }

  private static void pause(Duration length) throws InterruptedException {
    boolean unused = new CountDownLatch(1).await(length.toMillis(), TimeUnit.MILLISECONDS);
  }
}
