package ru.fitcrm.hub.core.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RetryTableTest {

  private static final List<Duration> WAITS =
      List.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofHours(10));

  @Property
  void everyWaitIsTheTablesWithinAFifthAndAfterTheLastThereIsNone(
      @ForAll long seed, @ForAll @IntRange(max = 10) int attempts) {
    RetryTable table = new RetryTable(WAITS, new Random(seed));

    if (attempts >= WAITS.size()) {
      assertThat(table.before(attempts)).isEmpty();
    } else {
      Duration wait = WAITS.get(attempts);
      assertThat(table.before(attempts).orElseThrow())
          .isBetween(wait.multipliedBy(8).dividedBy(10), wait.multipliedBy(12).dividedBy(10));
    }
  }

  @Property(tries = 20)
  void whatFailedTogetherDoesNotComeBackTogether(@ForAll long seed) {
    RetryTable table = new RetryTable(WAITS, new Random(seed));

    assertThat(List.of(table.before(3), table.before(3), table.before(3), table.before(3)))
        .doesNotHaveDuplicates();
  }
}
