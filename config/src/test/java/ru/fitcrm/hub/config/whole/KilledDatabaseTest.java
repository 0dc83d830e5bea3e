package ru.fitcrm.hub.config.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ru.fitcrm.hub.config.start.HubFolders;
import ru.fitcrm.hub.config.testing.ApiCaller;

/** What the hub has acknowledged outlives PostgreSQL and the hub itself. */
class KilledDatabaseTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private static final Duration SENDERS_WAIT = Duration.ofSeconds(5);

  @TempDir private Path temp;

  @Test
  void killingPostgresUnderLoadAndThenTheHubLosesNoAcknowledgedWrite() throws Exception {
    Path data = HubFolders.copyOfHub(temp.toRealPath().resolve("data"));
    Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
    AtomicBoolean enough = new AtomicBoolean();
    HubProcess hub = HubProcess.start(Map.of("HUB_DATA", data.toString()));
    hub.api().post("clubs", "{\"name\": \"Север\", \"slug\": \"north\"}");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      AtomicInteger number = new AtomicInteger();
      for (int i = 0; i < 6; i++) {
        var unused = threads.submit(() -> write(hub.api(), number, acknowledged, enough));
      }
      await().atMost(LONG).until(() -> acknowledged.size() > 100);
      KillPostgres.in(data);
      int before = acknowledged.size();
      await().atMost(LONG).until(() -> acknowledged.size() > before + 100);
      hub.kill();
      enough.set(true);
    }

    try (HubProcess again = HubProcess.start(Map.of("HUB_DATA", data.toString()))) {
      for (long id : acknowledged) {
        assertThat(again.api().get("clubs/north/tasks/" + id).status())
            .as("card " + id)
            .isEqualTo(200);
      }
    }
  }

  @Test
  void aDatabaseThatHangsLetsNoSenderWaitLongerThanSendersDo() throws Exception {
    Path data = HubFolders.copyOfHub(temp.toRealPath().resolve("data"));
    try (HubProcess hub = HubProcess.start(Map.of("HUB_DATA", data.toString()))) {
      hub.api().post("clubs", "{\"name\": \"Север\", \"slug\": \"north\"}");
      String form = "{\"event_id\": \"f-1\", \"phone\": \"+79161110001\"}";
      ApiCaller.Answer made =
          hub.api()
              .post(
                  "clubs/north/connections",
                  "{\"kind\": \"webhook-in\", \"name\": \"Сайт\", \"enabled\": true, \"settings\": {}}");
      assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
      ApiCaller outside = new ApiCaller(hub.baseUrl(), "");
      assertThat(outside.post(made.text("inUrl"), "{\"phone\": \"+79161110000\"}").status())
          .isEqualTo(200);

      HungPostgres hung = HungPostgres.in(data);
      try {
        long began = System.nanoTime();
        ApiCaller.Answer slow = outside.post(made.text("inUrl"), form);
        assertThat(slow.status()).isEqualTo(503);
        assertThat(slow.text("code")).isEqualTo("hub.slow");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SENDERS_WAIT);
      } finally {
        hung.goOn();
      }

      await().atMost(LONG).until(() -> outside.post(made.text("inUrl"), form).status() == 200);
      await()
          .atMost(LONG)
          .until(() -> hub.api().get("clubs/north/requests").json().path("items").size() == 2);
    }
  }

  private static void write(
      ApiCaller api, AtomicInteger number, Queue<Long> acknowledged, AtomicBoolean enough) {
    while (!enough.get()) {
      String phone = "+7916%07d".formatted(number.incrementAndGet());
      try {
        ApiCaller.Answer answer =
            api.post("clubs/north/tasks", "{\"phone\": \"%s\"}".formatted(phone));
        if (answer.status() == 201) {
          acknowledged.add(answer.id());
        }
      } catch (CompletionException connectionLost) {
        assertThat(connectionLost).hasCauseInstanceOf(IOException.class);
      }
    }
  }
}
