package ru.fitcrm.hub.routes.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.connection.ConnectionId;

class PaceSendersTest {

  private static final ConnectionId SITE = new ConnectionId(1);
  private static final ConnectionId OTHER = new ConnectionId(2);

  private final AtomicLong nanos = new AtomicLong(1);
  private final PaceSenders pace = new PaceSenders(10, nanos::get);

  @Test
  void fourSecondsWorthMayComeAtOnceAndTheNextWaits() {
    assertThat(taken(SITE, 100)).isEqualTo(40);
    assertThat(pace.take(SITE)).contains(Duration.ofSeconds(1));
  }

  @Test
  void whatWaitedAsLongAsItWasToldIsTaken() {
    taken(SITE, 1_000);
    nanos.addAndGet(pace.take(SITE).orElseThrow().toNanos());

    assertThat(pace.take(SITE)).isEmpty();
  }

  @Test
  void afterwardsAsMuchComesAsASecondAllows() {
    taken(SITE, 100);
    long taken = 0;
    for (int second = 0; second < 5; second++) {
      nanos.addAndGet(1_000_000_000L);
      taken += taken(SITE, 100);
    }
    assertThat(taken).isBetween(45L, 50L);
  }

  @Test
  void oneThatFloodsTakesNothingFromAnother() {
    taken(SITE, 1_000);

    assertThat(taken(OTHER, 40)).isEqualTo(40);
  }

  @Test
  void aLongSilenceSavesNoMoreThanTheFourSeconds() {
    taken(SITE, 100);
    nanos.addAndGet(Duration.ofHours(1).toNanos());

    assertThat(taken(SITE, 100)).isEqualTo(40);
  }

  private long taken(ConnectionId connection, int times) {
    return IntStream.range(0, times).filter(i -> pace.take(connection).isEmpty()).count();
  }
}
