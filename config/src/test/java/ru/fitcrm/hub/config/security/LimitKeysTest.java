package ru.fitcrm.hub.config.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key's bucket of requests. */
class LimitKeysTest {

  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private final LimitKeys limits =
      new LimitKeys(
          new Clock() {
            @Override
            public Instant instant() {
              return now;
            }

            @Override
            public java.time.ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
              return this;
            }
          });

  @Test
  void aQuotaMayBeUsedAtOnceAndComesBackSteadily() {
    for (int left = 59; left >= 0; left--) {
      assertThat(limits.take(1, 60).remaining()).isEqualTo(left);
    }
    LimitKeys.Left refused = limits.take(1, 60);
    assertThat(refused.allowed()).isFalse();
    assertThat(refused.retryAfter()).isOne();
    now = now.plusSeconds(10);
    for (int i = 0; i < 10; i++) {
      assertThat(limits.take(1, 60).allowed()).isTrue();
    }
    assertThat(limits.take(1, 60).allowed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 59, 60, 61, 600, 7919, 60_000})
  void whoWaitsAsLongAsToldIsAnswered(int quota) {
    LimitKeys.Left left = limits.take(quota, quota);
    while (left.allowed()) {
      left = limits.take(quota, quota);
    }
    now = now.plusSeconds(left.retryAfter());
    assertThat(limits.take(quota, quota).allowed()).isTrue();
  }

  @Test
  void aClockThatIsSetBackGivesNothingAndTakesNothing() {
    limits.take(1, 2);
    now = now.minusSeconds(3600);
    assertThat(limits.take(1, 2).allowed()).isTrue();
    assertThat(limits.take(1, 2).allowed()).isFalse();
  }

  @Test
  void aLimitThatIsChangedCountsAtOnce() {
    limits.take(1, 100);
    assertThat(limits.take(1, 10).remaining()).isEqualTo(9);
  }
}
