package ru.fitcrm.hub.core.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ru.fitcrm.hub.core.platform.InvalidInput;

class CronTroubleTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          75 3 * * *       | ABOVE      | MINUTE  | minutes: 75 is more than 59
          0 24 * * *       | ABOVE      | HOUR    | hours: 24 is more than 23
          0 3 0 * *        | BELOW      | DAY     | day of the month: 0 is less than 1
          0 3 32 * *       | ABOVE      | DAY     | day of the month: 32 is more than 31
          0 3 * 13 *       | ABOVE      | MONTH   | month: 13 is more than 12
          0 3 * * 8        | ABOVE      | WEEKDAY | day of the week: 8 is more than 7
          61 0 3 * * *     | ABOVE      | SECOND  | seconds: 61 is more than 59
          0 22-2 * * *     | ORDER      | HOUR    | write it as two ranges
          */0 3 * * *      | STEP       | MINUTE  | must be 1 or more
          0 три * * *      | UNREADABLE | HOUR    | hours: 'три' cannot be read
          0 3 * FOO *      | UNREADABLE | MONTH   | month: 'FOO' cannot be read
          0,,5 3 * * *     | UNREADABLE | MINUTE  | minutes
          1,99 3 * * *     | ABOVE      | MINUTE  | minutes: 99
          0 3 * *          | FIELDS     |         | five fields are needed
          0 3 30 2 *       | NEVER      |         | there is no such day
          0 ٣ * * *        | UNREADABLE | HOUR    | hours: '٣' cannot be read
          @nightly         | UNREADABLE |         | cannot be read
          """)
  void theFieldToBlameIsNamed(
      String cron, CronTrouble.Fault fault, CronTrouble.@Nullable Part part, String said) {
    CronTrouble trouble = CronTrouble.of(cron).orElseThrow();

    assertThat(trouble.fault()).isEqualTo(fault);
    assertThat(trouble.part()).isEqualTo(part);
    assertThatThrownBy(() -> JobSchedule.of("sleeping", cron).checked())
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(said)
        .hasFieldOrPropertyWithValue("field", "cron");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 3 * * *",
        "  0   3 * * *  ",
        "0\t3  * * *",
        "\u00a00\u00a03 \u00a0 *\n* *\u00a0",
        "*/15 0-6/2 1,15 JAN-mar MON-FRI",
        "0 3 L * *",
        "0 3 * * FRI-SUN",
        "0 3 * * 5-7",
        "0 3 * * SUN-WED",
        "0 3 29 2 *",
        "0 3 ? * MON#1",
        "30 0 3 * * *",
        "@daily"
      })
  void whatCanBeUsedHasNoTrouble(String cron) {
    assertThat(CronTrouble.of(cron)).isEmpty();
    assertThat(
            JobSchedule.of("sleeping", cron)
                .fires(ZoneId.of("Europe/Moscow"), Instant.parse("2026-11-22T10:00:00Z"), 5))
        .hasSize(5);
  }

  @Test
  void itsFieldsAreKeptWithOneSpaceBetween() {
    assertThat(JobSchedule.of("sleeping", "\u00a00\t3 \u00a0*  * *\n").cron())
        .isEqualTo("0 3 * * *");
  }

  @Test
  void anHourThatIsSkippedCountsAsTheNextAndOneThatComesTwiceOnce() {
    assertThat(next("30 2 * * *", "2027-03-26T12:00:00Z", 3))
        .containsExactly(
            "2027-03-27T02:30+01:00", "2027-03-28T03:30+02:00", "2027-03-29T02:30+02:00");
    assertThat(next("0 * * * *", "2027-10-30T23:30:00Z", 3))
        .containsExactly(
            "2027-10-31T02:00+02:00", "2027-10-31T03:00+01:00", "2027-10-31T04:00+01:00");
    assertThat(next("0 * * * *", "2027-03-28T00:30:00Z", 2))
        .containsExactly("2027-03-28T03:00+02:00", "2027-03-28T04:00+02:00");
  }

  private static Iterable<String> next(String cron, String now, int count) {
    return JobSchedule.of("sleeping", cron).fires(BERLIN, Instant.parse(now), count).stream()
        .map(OffsetDateTime::toString)
        .toList();
  }
}
