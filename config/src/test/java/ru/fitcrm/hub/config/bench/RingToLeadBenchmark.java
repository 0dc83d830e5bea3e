package ru.fitcrm.hub.config.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.HubUnderTest;
import ru.fitcrm.hub.config.testing.TestClub;
import ru.fitcrm.hub.core.club.Branches;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.platform.PageRequest;

/**
 * 200 calls in a burst from 50 unknown numbers: from the first ring on the socket to the lead in
 * the API's answer. Printed as a ratio to a bare transaction with one read in the same run, against
 * the limit a person notices (one second).
 */
@Tag("benchmark")
class RingToLeadBenchmark {

  private static final int CALLS = 200;
  private static final Duration LIMIT = Duration.ofSeconds(1);

  @Test
  void ringToLead() throws Exception {
    TestClub club = TestClub.make();
    try (RingMeter meter =
        RingMeter.connect(club.admin(), "clubs/" + club.slug(), HubUnderTest.ADMIN_KEY)) {
      List<Long> unused = meter.rings("+7916333", CALLS);
      print("burst", meter.rings("+7916444", CALLS));
      List<Long> quiet = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        quiet.addAll(meter.rings("+79167%02d".formatted(i), 1));
      }
      print("one call at a time", quiet);
      long bare = bareTransaction(club);
      System.out.printf(
          "bare transaction with one read: %.2f ms; one call p50 is %.1f times that%n",
          bare / 1e6, RingMeter.percentile(quiet, 50) / (double) bare);
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
    return RingMeter.percentile(nanos, 50);
  }

  private static void print(String what, List<Long> nanos) {
    long p99 = RingMeter.percentile(nanos, 99);
    System.out.printf(
        "%s: ring to lead in the API p50 %.0f ms, p99 %.0f ms; p99 is %.2f of the limit of %d ms%n",
        what,
        RingMeter.percentile(nanos, 50) / 1e6,
        p99 / 1e6,
        p99 / (double) LIMIT.toNanos(),
        LIMIT.toMillis());
  }
}
