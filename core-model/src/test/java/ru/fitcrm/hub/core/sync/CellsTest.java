package ru.fitcrm.hub.core.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellsTest {

  private final Cells cells = new Cells(ZoneId.of("Europe/Moscow"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "0001-01-01",
        "0001-01-01T00:00:00",
        "00000000-0000-0000-0000-000000000000"
      })
  void emptyDatesAreNoValue(String cell) throws Exception {
    assertThat(cells.date("d", cell)).isNull();
    assertThat(cells.moment("d", cell)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1234.5; 1234.50",
        "1234,50; 1234.50",
        "1\u00a0234,5; 1234.50",
        "1 234 567,899; 1234567.90",
        "1.5E3; 1500.00",
        "0; 0.00"
      })
  void moneyIsReadAsPeopleAndSystemsWriteIt(String cell, BigDecimal money) throws Exception {
    assertThat(cells.money("m", cell)).isEqualTo(money);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "12345678901234",
        "9999999999999.995",
        "1e30",
        "1e999",
        "много",
        "1.2.3",
        "NaN",
        "--1"
      })
  void moneyThatCannotBeIsRefusedWithTheFieldsName(String cell) {
    assertThatThrownBy(() -> cells.money("price", cell))
        .isInstanceOf(BadCell.class)
        .hasMessageStartingWith("price ");
  }

  @Test
  void momentsWithoutAZoneAreTheClubs() throws Exception {
    assertThat(cells.moment("at", "2026-11-22T10:00:00"))
        .isEqualTo(Instant.parse("2026-11-22T07:00:00Z"));
    assertThat(cells.moment("at", "2026-11-22 10:00:00"))
        .isEqualTo(Instant.parse("2026-11-22T07:00:00Z"));
    assertThat(cells.moment("at", "2026-11-22T10:00:00.123+05:00"))
        .isEqualTo(Instant.parse("2026-11-22T05:00:00.123Z"));
    assertThat(cells.moment("at", "2026-11-22T10:00:00Z"))
        .isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
    assertThat(cells.date("on", "2026-11-22T00:00:00")).isEqualTo(LocalDate.of(2026, 11, 22));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"22.11.2026", "2026-13-01", "2026-02-30", "0026-01-01", "9999-12-31", "вчера"})
  void otherDatesAreRefused(String cell) {
    assertThatThrownBy(() -> cells.date("on", cell)).isInstanceOf(BadCell.class);
    assertThatThrownBy(() -> cells.moment("at", cell)).isInstanceOf(BadCell.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "-1", "9223372036854775808", "AAAA="})
  void otherVersionsAreRefused(String cell) {
    assertThatThrownBy(() -> cells.version(cell)).isInstanceOf(BadCell.class);
  }

  @Test
  void whatADatabaseCannotKeepIsLeftOut() throws Exception {
    assertThat(cells.text("name", " Ан\u0000на\ud83d ")).isEqualTo("Анна");
    assertThat(cells.text("name", "Анна \ud83d\ude00")).isEqualTo("Анна \ud83d\ude00");
  }

  /** Whatever is told, a cell is read or refused by name: nothing else comes out. */
  @Property(tries = 2000)
  void anyTextIsReadOrRefused(@ForAll String cell) {
    for (Read read :
        List.<Read>of(
            () -> cells.date("f", cell),
            () -> cells.moment("f", cell),
            () -> cells.moment("f", "2026-11-22T" + cell),
            () -> cells.money("f", cell),
            () -> cells.count("f", cell),
            () -> cells.flag("f", cell),
            () -> cells.version(cell),
            () -> cells.text("f", cell))) {
      try {
        read.read();
      } catch (BadCell refused) {
        assertThat(refused.reason()).isNotBlank();
      }
    }
  }

  private interface Read {
    @Nullable Object read() throws BadCell;
  }
}
