package ru.fitcrm.hub.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallPeriodTest {

  @ParameterizedTest
  @CsvSource({
    "TODAY, 2026-11-22, 2026-11-22, 2026-11-22",
    "YESTERDAY, 2026-03-01, 2026-02-28, 2026-02-28",
    "YESTERDAY, 2026-01-01, 2025-12-31, 2025-12-31",
    "WEEK, 2026-11-22, 2026-11-16, 2026-11-22",
    "WEEK, 2026-01-03, 2025-12-28, 2026-01-03",
    "MONTH, 2026-11-22, 2026-10-23, 2026-11-22",
    "MONTH, 2026-03-31, 2026-03-01, 2026-03-31",
    "MONTH, 2028-03-29, 2028-03-01, 2028-03-29",
    "MONTH, 2026-01-31, 2026-01-01, 2026-01-31",
  })
  void aNamedPeriodEndsTodayOrYesterdayAndCrossesMonthsAndYears(
      CallPeriod.Named named, LocalDate today, LocalDate first, LocalDate last) {
    assertThat(named.on(today)).isEqualTo(new CallPeriod(first, last));
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Moscow, 2026-11-22, 2026-11-21T21:00:00Z, 24",
    "Asia/Vladivostok, 2026-11-22, 2026-11-21T14:00:00Z, 24",
    "Europe/Berlin, 2026-03-29, 2026-03-28T23:00:00Z, 23",
    "Europe/Berlin, 2026-10-25, 2026-10-24T22:00:00Z, 25",
    // The clock goes from 23:59:59 to 01:00: the day has no midnight.
    "Asia/Beirut, 2026-03-29, 2026-03-28T22:00:00Z, 23",
  })
  void aDayIsAsLongAsTheClubsClockMakesIt(ZoneId zone, LocalDate day, Instant begin, long hours) {
    CallPeriod period = new CallPeriod(day, day);
    assertThat(period.from(zone)).isEqualTo(begin);
    assertThat(period.to(zone)).isEqualTo(begin.plus(Duration.ofHours(hours)));
  }

  @Test
  void everHasNoEnds() {
    assertThat(CallPeriod.EVER.from(ZoneId.of("Europe/Moscow"))).isNull();
    assertThat(CallPeriod.EVER.to(ZoneId.of("Europe/Moscow"))).isNull();
  }
}
