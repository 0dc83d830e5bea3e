package ru.fitcrm.hub.config.bench;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.HubUnderTest;
import ru.fitcrm.hub.config.testing.SseReader;
import ru.fitcrm.hub.config.testing.TestClub;
import ru.fitcrm.hub.core.club.Branches;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.sandbox.pbx.NewCall;
import ru.fitcrm.hub.sandbox.pbx.Pace;
import ru.fitcrm.hub.sandbox.pbx.Recording;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;

/**
 * 200 calls in a burst from 50 unknown numbers: from the first ring on the socket to the lead in
 * the API's answer. Printed as a ratio to a bare transaction with one read in the same run, against
 * the limit a person notices (one second).
 */
@Tag("benchmark")
class RingToLeadBenchmark {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NUMBERS = 50;
  private static final int CALLS = 200;
  private static final Duration LIMIT = Duration.ofSeconds(1);

  @Test
  void ringToLead() throws Exception {
    TestClub club = TestClub.make();
    try (SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings().user("hub", "secret"));
        SocketWatch socket = new SocketWatch(pbx.port(), "hub", "secret");
        SseReader stream = stream(club)) {
      connect(club, pbx);
      pbx.awaitSessions(2, Duration.ofSeconds(30));
      await().until(stream::connected);
      rings(club, pbx, socket, stream, "+7916333", CALLS);
      print("burst", rings(club, pbx, socket, stream, "+7916444", CALLS));
      List<Long> quiet = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        quiet.addAll(rings(club, pbx, socket, stream, "+79167%02d".formatted(i), 1));
      }
      print("one call at a time", quiet);
      long bare = bareTransaction(club);
      System.out.printf(
          "bare transaction with one read: %.2f ms; one call p50 is %.1f times that%n",
          bare / 1e6, percentile(quiet, 50) / (double) bare);
    }
  }

  /** Rings, and waits until each of the numbers is a lead in the API's answer. */
  private static List<Long> rings(
      TestClub club, SandboxPbx pbx, SocketWatch socket, SseReader stream, String prefix, int calls)
      throws IOException {
    Set<String> seen = new HashSet<>();
    Thread.ofVirtual()
        .start(
            () -> {
              for (int i = 0; i < calls; i++) {
                String number =
                    prefix
                        + "%0{}d".replace("{}", "" + (12 - prefix.length())).formatted(i % NUMBERS);
                ring(pbx, number);
              }
            });
    List<Long> nanos = new ArrayList<>();
    int wanted = Math.min(calls, NUMBERS);
    while (nanos.size() < wanted) {
      SseReader.Event event = stream.next(Duration.ofSeconds(60));
      String number = JSON.readTree(event.data()).path("phone").asText();
      Long began = socket.rangAt(number);
      if (number.startsWith(prefix) && began != null && seen.add(number)) {
        ApiCaller.Answer answer =
            club.admin().get(club.path("clients?phone=" + number.replace("+", "%2B")));
        if (answer.json().path("items").isEmpty()) {
          throw new IllegalStateException("The stream told of a lead the API does not have");
        }
        nanos.add(System.nanoTime() - began);
      }
    }
    return nanos;
  }

  private static SseReader stream(TestClub club) {
    return SseReader.open(
        club.admin().uri(club.path("calls/stream")), HubUnderTest.ADMIN_KEY, null);
  }

  private static void ring(SandboxPbx pbx, String number) {
    pbx.play(
        Recording.named("b_in_missed").asCall(new NewCall(number, null, null)), Pace.asRecorded());
  }

  private static long bareTransaction(TestClub club) {
    HubUnderTest hub = club.hub();
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      long began = System.nanoTime();
      hub.get(ClubGate.class)
          .inClub(club.clubId(), () -> hub.get(Branches.class).list(new PageRequest(0, 1)));
      nanos.add(System.nanoTime() - began);
    }
    return percentile(nanos, 50);
  }

  private static void print(String what, List<Long> nanos) {
    long p99 = percentile(nanos, 99);
    System.out.printf(
        "%s: ring to lead in the API p50 %.0f ms, p99 %.0f ms; p99 is %.2f of the limit of %d ms%n",
        what,
        percentile(nanos, 50) / 1e6,
        p99 / 1e6,
        p99 / (double) LIMIT.toNanos(),
        LIMIT.toMillis());
  }

  private static long percentile(List<Long> values, int percent) {
    List<Long> sorted = values.stream().sorted().toList();
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }

  private static void connect(TestClub club, SandboxPbx pbx) {
    ApiCaller.Answer made =
        club.admin()
            .post(
                club.path("connections"),
                """
                {"kind": "asterisk", "name": "PBX", "enabled": true,
                 "settings": {"host": "127.0.0.1", "port": %d, "username": "hub",
                              "password": "secret", "trunks": ["trunk"]}}"""
                    .formatted(pbx.port()));
    if (made.status() != 201) {
      throw new IllegalStateException(made.json().toString());
    }
  }
}
