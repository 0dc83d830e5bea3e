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
