package ru.fitcrm.hub.connectors.onec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "0001-01-01T00:00:00, none",
        "0001-01-01T00:00:00Z, none",
        "0001-01-01, none",
        "'', none",
        "2026-11-22, 2026-11-22",
        "2026-11-22T00:00:00, 2026-11-22",
        "2026-11-22T23:59:59, 2026-11-22",
        "2026-11-22T23:59:59+03:00, 2026-11-22T23:59:59+03:00",
        "22.11.2026, 22.11.2026"
      })
  void anEmptyDateIsNoneAndADateWithATimeIsItsDay(String cell, String read) {
    assertThat(Cell.date(cell)).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "0001-01-01T00:00:00, none",
        "2026-11-22T10:00:00, 2026-11-22T10:00:00",
        "2026-11-22T10:00:00+03:00, 2026-11-22T10:00:00+03:00"
      })
  void aMomentStaysAsItIs(String cell, String read) {
    assertThat(Cell.moment(cell)).isEqualTo(read);
  }

  @Test
  void aSumMayHaveACommaAndSpacesThatDoNotBreak() {
    assertThat(Cell.money("1\u00a0233,05")).isEqualTo("1233.05");
    assertThat(Cell.money("1\u202f233,05")).isEqualTo("1233.05");
    assertThat(Cell.money(" 1 233.05 ")).isEqualTo("1233.05");
    assertThat(Cell.money("-0.5")).isEqualTo("-0.5");
    assertThat(Cell.money("много")).isEqualTo("много");
    assertThat(Cell.money("\u00a0")).isNull();
  }

  @Test
  void aWholeNumberMayBeWrittenWithCents() {
    assertThat(Cell.whole("12.00")).isEqualTo("12");
    assertThat(Cell.whole("1\u00a0000")).isEqualTo("1000");
    assertThat(Cell.whole("1.5")).isEqualTo("1.5");
  }

  @Test
  void theZeroGuidIsNoReference() {
    assertThat(Cell.ref("00000000-0000-0000-0000-000000000000")).isNull();
    assertThat(Cell.ref(" f34d4f0a-f7df-11e0-876b-f6a059620446 "))
        .isEqualTo("f34d4f0a-f7df-11e0-876b-f6a059620446");
  }

  @Test
  void yesAndNoMayBeRussian() {
    assertThat(Cell.flag("Истина")).isEqualTo("true");
    assertThat(Cell.flag("0")).isEqualTo("false");
    assertThat(Cell.flag("возможно")).isEqualTo("возможно");
  }
}
