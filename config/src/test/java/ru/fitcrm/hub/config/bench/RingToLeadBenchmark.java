package ru.fitcrm.hub.config.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.HubUnderTest;
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

  private static final int NUMBERS = 50;
  private static final int CALLS = 200;
  private static final Duration LIMIT = Duration.ofSeconds(1);

  @Test
  void ringToLead() throws Exception {
    TestClub club = TestClub.make();
    try (SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings().user("hub", "secret"));
        ExecutorService watchers = Executors.newVirtualThreadPerTaskExecutor()) {
      connect(club, pbx);
      pbx.awaitSession(Duration.ofSeconds(30));
      burst(club, pbx, watchers, "+7916444");
      print("first burst of the process", burst(club, pbx, watchers, "+7916555"));
      List<Long> quiet = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String number = "+7916666%04d".formatted(i);
        long rang = System.nanoTime();
        ring(pbx, number);
        quiet.add(untilVisible(club, number, rang));
      }
      print("one call at a time", quiet);
      long bare = bareTransaction(club);
      System.out.printf(
          "bare transaction with one read: %.2f ms; one call p50 is %.1f times that%n",
          bare / 1e6, percentile(quiet, 50) / (double) bare);
    }
  }

  private static List<Long> burst(
      TestClub club, SandboxPbx pbx, ExecutorService watchers, String prefix) throws Exception {
    List<Future<Long>> seen = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      String number = prefix + "%04d".formatted(i % NUMBERS);
      long rang = System.nanoTime();
      ring(pbx, number);
      if (i < NUMBERS) {
        seen.add(watchers.submit(() -> untilVisible(club, number, rang)));
      }
    }
    List<Long> nanos = new ArrayList<>();
    for (Future<Long> one : seen) {
      nanos.add(one.get());
    }
    return nanos;
  }

  private static void ring(SandboxPbx pbx, String number) {
    pbx.play(
        Recording.named("b_in_missed").asCall(new NewCall(number, null, null)), Pace.asRecorded());
  }

  private static long untilVisible(TestClub club, String number, long rang) {
    String path = club.path("clients?phone=" + number.replace("+", "%2B"));
    while (true) {
      ApiCaller.Answer answer = club.admin().get(path);
      if (!answer.json().path("items").isEmpty()) {
        return System.nanoTime() - rang;
      }
    }
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
