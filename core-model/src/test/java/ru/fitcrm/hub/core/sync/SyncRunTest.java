package ru.fitcrm.hub.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SyncRunTest {

  @Test
  void speedAndTimeLeftFollowFromWhatWasReadSoFar() {
    SyncRun run = run(2_500, 10_000L);

    assertThat(run.read()).isEqualTo(2_500);
    assertThat(run.rowsPerSecond()).isEqualTo(500);
    assertThat(run.left()).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void whereNothingIsReadOrNoTotalIsToldNothingIsPromised() {
    assertThat(run(0, 10_000L).rowsPerSecond()).isNull();
    assertThat(run(0, 10_000L).left()).isNull();
    assertThat(run(2_500, null).left()).isNull();
  }

  private static SyncRun run(long read, @Nullable Long total) {
    Instant start = Instant.parse("2026-11-22T00:00:00Z");
    return new SyncRun(
        1,
        1,
        ClubSystem.Mode.FULL,
        Hearing.HISTORY,
        SyncRun.State.RUNNING,
        "1",
        1,
        total,
        Map.of("client", new Applied.Counts(read, read, 0, 0, 0)),
        Duration.ofSeconds(5),
        false,
        null,
        null,
        null,
        start,
        start,
        null);
  }
}
