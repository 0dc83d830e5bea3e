package ru.fitcrm.hub.core.shift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** From when to when a day's times are. */
class ShiftHoursTest {

  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

  @Property
  void whateverTheTimesHoursAreNeverEmptyAndNeverLongerThanADay(
      @ForAll @IntRange(max = 3650) int day,
      @ForAll @IntRange(max = 1439) int start,
      @ForAll @IntRange(max = 1439) int end) {
    LocalDate date = LocalDate.of(2020, 1, 1).plusDays(day);
    LocalTime from = LocalTime.MIDNIGHT.plusMinutes(start);
    LocalTime to = LocalTime.MIDNIGHT.plusMinutes(end);

    ShiftHours hours = ShiftHours.of(new ShiftEdit(1L, date, from, to), MOSCOW);

    assertThat(Duration.between(hours.from(), hours.to()))
        .isPositive()
        .isLessThanOrEqualTo(Duration.ofDays(1));
    assertThat(hours.from().atZone(MOSCOW).toLocalDate()).isEqualTo(date);
    assertThat(hours.to().atZone(MOSCOW).toLocalTime()).isEqualTo(to);
  }
}
