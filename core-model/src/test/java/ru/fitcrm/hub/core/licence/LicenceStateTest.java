package ru.fitcrm.hub.core.licence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicenceStateTest {

  private static final LocalDate END = LocalDate.of(2026, 3, 1);

  @ParameterizedTest(name = "{0} days from the end: {1}")
  @CsvSource({
    "-31, ACTIVE",
    "-30, ENDING",
    "-1, ENDING",
    "0, GRACE",
    "2, GRACE",
    "3, READ_ONLY",
    "13, READ_ONLY",
    "14, BLOCKED",
    "400, BLOCKED"
  })
  void theStateFollowsFromTheDaysPast(int days, LicenceState state) {
    assertThat(LicenceState.on(END, END.plusDays(days))).isEqualTo(state);
  }
}
