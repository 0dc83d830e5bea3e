package ru.fitcrm.hub.config.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import ru.fitcrm.hub.sandbox.pbx.NewCall;
import ru.fitcrm.hub.sandbox.pbx.Pace;
import ru.fitcrm.hub.sandbox.pbx.Playback;
import ru.fitcrm.hub.sandbox.pbx.Recording;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;

/**
 * A PBX that is never quiet: recorded calls of a few numbers, several at once, at the recorded
 * pace. Each is written into its call records when it is over.
 */
final class BusyPbx implements AutoCloseable {

  private static final List<String> SCENARIOS =
      List.of(
          "a_in_answered",
          "a2_in_answered_caller_bye",
          "b_in_missed",
          "c_in_caller_cancel",
          "d2_in_declined",
          "e_queue_answered",
          "f_queue_abandoned",
          "i3_out_by_hand",
          "p_two_phones",
          "s2_ivr_answered");
  private static final int NUMBERS = 25;
  private static final Duration BETWEEN = Duration.ofMillis(600);
  private static final Duration LONG = Duration.ofMinutes(2);

  private final SandboxPbx pbx =
      SandboxPbx.start(SandboxPbx.settings().user("hub", "secret").timestamps(true));
  private final CallRecordsTable records;
  private final Map<String, JsonNode> expected = expected();
  private final Random random;
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch enough = new CountDownLatch(1);
  private final AtomicInteger played = new AtomicInteger();
  private final Queue<Exception> troubles = new ConcurrentLinkedQueue<>();

  BusyPbx(CallRecordsTable records, Random random) throws IOException {
    this.records = records;
    this.random = random;
  }

  int port() {
    return pbx.port();
  }

  /** Waits until exactly so many clients listen. */
  void awaitListeners(int count) {
    pbx.awaitSessions(count, LONG);
  }

  /** Calls begin, until {@link #stop}. */
  void start() {
    var unused = calls.submit(this::callOnAndOn);
  }

  /**
   * No further calls; returns when the last is over and written down.
   *
   * @return how many there were
   */
  int stop() throws InterruptedException {
    enough.countDown();
    calls.shutdown();
    if (!calls.awaitTermination(LONG.toSeconds(), TimeUnit.SECONDS) || !troubles.isEmpty()) {
      throw new IllegalStateException("Calls of the PBX went wrong: " + troubles);
    }
    return played.get();
  }

  private void callOnAndOn() {
    try {
      do {
        String scenario = SCENARIOS.get(random.nextInt(SCENARIOS.size()));
        String number = "+79165551%03d".formatted(random.nextInt(NUMBERS));
        var unused = calls.submit(() -> call(scenario, number));
      } while (!enough.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void call(String scenario, String number) {
    try {
      Instant began = pbx.now();
      Recording recording = Recording.named(scenario).asCall(new NewCall(number, null, null));
      Playback call = pbx.play(recording, Pace.asRecorded());
      call.await(LONG);
      write(
          Objects.requireNonNull(expected.get(scenario)),
          Objects.requireNonNull(call.linkedId()),
          began,
          number);
      played.incrementAndGet();
    } catch (SQLException | RuntimeException e) {
      troubles.add(e);
    }
  }

  /** A row for each phone that rang, as Asterisk writes them. */
  private void write(JsonNode call, String linkedId, Instant began, String number)
      throws SQLException {
    boolean incoming = call.path("kind").asText().equals("incoming");
    for (JsonNode phone : call.path("rang")) {
      boolean answered = !incoming || call.path("who").path(0).asText().equals(phone.asText());
      double talked = answered ? call.path("talk_s").asDouble() : 0;
      records.add(
          new CallRecordsTable.Leg(
              linkedId,
              began,
              incoming ? number : "74951230001",
              incoming ? call.path("did").asText() : number,
              incoming ? "PJSIP/trunk-0000000a" : "PJSIP/101-0000000a",
              "PJSIP/" + phone.asText() + "-0000000b",
              call.has("queue") ? "Queue" : "Dial",
              call.has("queue")
                  ? call.path("queue").asText() + ",t,,,30"
                  : dialled(incoming, number),
              call.path("wait_s").asDouble() + talked,
              talked));
    }
  }

  private static String dialled(boolean incoming, String number) {
    return incoming ? "PJSIP/101,20" : "PJSIP/" + number + "@trunk,30";
  }

  private static Map<String, JsonNode> expected() throws IOException {
    Map<String, JsonNode> calls = new HashMap<>();
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    Recording.class.getResourceAsStream("/recordings/expected.jsonl")),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode scenario = json.readTree(line);
        calls.put(scenario.path("scenario").asText(), scenario.path("calls").path(0));
      }
    }
    return calls;
  }

  @Override
  public void close() {
    calls.shutdownNow();
    pbx.close();
  }
}
