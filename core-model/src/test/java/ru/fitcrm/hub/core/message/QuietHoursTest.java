package ru.fitcrm.hub.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class QuietHoursTest {

  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** Whatever the hours, the day (changes of the clocks too) and the moment. */
  @Property
  void theyEndWithinADayAndAreOverThen(
      @ForAll @IntRange(max = 23) int from,
      @ForAll @IntRange(max = 23) int until,
      @ForAll @LongRange(min = 1_767_000_000, max = 1_800_000_000) long second) {
    // Berlin's clocks leave out the half hour that such a club speaks in.
    Assume.that(from != 3 || until != 2);
    QuietHours hours = new QuietHours(LocalTime.of(from, 0), LocalTime.of(until, 30));
    Instant now = Instant.ofEpochSecond(second);

    Optional<Instant> over = hours.over(now, BERLIN);

    over.ifPresent(
        end -> {
          assertThat(end).isAfter(now).isBefore(now.plusSeconds(25 * 3600 + 1));
          assertThat(hours.over(end, BERLIN)).isEmpty();
        });
  }

  @Example
  void anHourThatComesTwiceIsWaitedForNotADay() {
    QuietHours night = new QuietHours(LocalTime.of(21, 0), LocalTime.of(2, 30));
    Instant secondQuarterPastTwo = Instant.parse("2026-10-25T01:15:00Z");
    assertThat(night.over(secondQuarterPastTwo, BERLIN))
        .contains(Instant.parse("2026-10-25T01:30:00Z"));
  }

  @Property
  void byDayItIsNotQuiet(@ForAll @IntRange(min = 9, max = 20) int hour) {
    QuietHours night = new QuietHours(LocalTime.of(21, 0), LocalTime.of(9, 0));
    Instant now = Instant.parse("2026-03-02T00:00:00Z").plusSeconds((hour - 3) * 3600L);
    assertThat(night.over(now, MOSCOW)).isEmpty();
  }
}
