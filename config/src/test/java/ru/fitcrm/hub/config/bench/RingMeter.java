package ru.fitcrm.hub.config.bench;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.SseReader;
import ru.fitcrm.hub.sandbox.pbx.NewCall;
import ru.fitcrm.hub.sandbox.pbx.Pace;
import ru.fitcrm.hub.sandbox.pbx.Recording;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;

/**
 * A PBX of a club, and how long its calls take from the first ring to the lead in the API's answer.
 */
public final class RingMeter implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NUMBERS = 50;

  private final ApiCaller api;
  private final String club;
  private final SandboxPbx pbx;
  private final SocketWatch socket;
  private final SseReader stream;

  private RingMeter(
      ApiCaller api, String club, SandboxPbx pbx, SocketWatch socket, SseReader stream) {
    this.api = api;
    this.club = club;
    this.pbx = pbx;
    this.socket = socket;
    this.stream = stream;
  }

  /**
   * Connects a PBX to a club and returns when it is heard.
   *
   * @param club its path in the API, for example {@code clubs/north}
   * @param key of the API
   */
  public static RingMeter connect(ApiCaller api, String club, String key) throws IOException {
    SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings().user("hub", "secret"));
    SocketWatch socket = new SocketWatch(pbx.port(), "hub", "secret");
    SseReader stream = SseReader.open(api.uri(club + "/calls/stream"), key, null);
    ApiCaller.Answer made =
        api.post(
            club + "/connections",
            """
            {"kind": "asterisk", "name": "PBX", "enabled": true,
             "settings": {"host": "127.0.0.1", "port": %d, "username": "hub",
                          "password": "secret", "trunks": ["trunk"]}}"""
                .formatted(pbx.port()));
    if (made.status() != 201) {
      throw new IllegalStateException(made.json().toString());
    }
    pbx.awaitSessions(2, Duration.ofSeconds(30));
    await().until(stream::connected);
    return new RingMeter(api, club, pbx, socket, stream);
  }

  /**
   * Rings all at once, and waits until each of the numbers, at most fifty, is a lead in the API's
   * answer.
   *
   * @param prefix of the numbers, new each time
   * @return nanoseconds
   */
  public List<Long> rings(String prefix, int calls) throws IOException {
    Set<String> seen = new HashSet<>();
    Thread.ofVirtual()
        .start(
            () -> {
              for (int i = 0; i < calls; i++) {
                ring(
                    prefix
                        + "%0{}d"
                            .replace("{}", "" + (12 - prefix.length()))
                            .formatted(i % NUMBERS));
              }
            });
    List<Long> nanos = new ArrayList<>();
    int wanted = Math.min(calls, NUMBERS);
    while (nanos.size() < wanted) {
      SseReader.Event event = stream.next(Duration.ofSeconds(60));
      String number = JSON.readTree(event.data()).path("phone").asText();
      Long began = socket.rangAt(number);
      if (number.startsWith(prefix) && began != null && seen.add(number)) {
        ApiCaller.Answer answer = api.get(club + "/clients?phone=" + number.replace("+", "%2B"));
        if (answer.json().path("items").isEmpty()) {
          throw new IllegalStateException("The stream told of a lead the API does not have");
        }
        nanos.add(System.nanoTime() - began);
      }
    }
    return nanos;
  }

  private void ring(String number) {
    pbx.play(
        Recording.named("b_in_missed").asCall(new NewCall(number, null, null)), Pace.asRecorded());
  }

  public static long percentile(List<Long> values, int percent) {
    List<Long> sorted = values.stream().sorted().toList();
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }

  @Override
  public void close() throws IOException {
    stream.close();
    socket.close();
    pbx.close();
  }
}
