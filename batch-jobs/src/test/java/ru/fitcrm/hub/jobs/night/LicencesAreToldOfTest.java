package ru.fitcrm.hub.jobs.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ru.fitcrm.hub.core.night.JobRun;

/** Five notices of a licence's end, each once, and the night of a club that has none any more. */
@Order(1)
class LicencesAreToldOfTest {

  private static final LocalDate END = LocalDate.of(2027, 3, 28);

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Kaliningrad", "Europe/Berlin", "Asia/Kamchatka"})
  void eachDayOfNoticeIsToldOnceAndNoOtherDayIs(String zone) {
    try (NightBase base = new NightBase(zone)) {
      base.write("update licence set valid_until = ?", END);

      List<LocalDate> toldOn =
          IntStream.of(-31, -30, -29, -8, -7, -6, -1, 0, 1, 2, 3, 4, 13, 14, 15)
              .mapToObj(END::plusDays)
              .filter(day -> base.night("licences", day).made() > 0)
              .toList();

      assertThat(toldOn)
          .containsExactly(
              END.minusDays(30), END.minusDays(7), END, END.plusDays(3), END.plusDays(14));
      assertThat(base.states())
          .containsExactly("ENDING", "ENDING", "GRACE", "READ_ONLY", "BLOCKED");
      assertThat(base.count("licence_notice")).isEqualTo(5);
      assertThat(base.night("licences", END).made()).isZero();
    }
  }

  /** Nights are caught up one by one, or the last alone: both say only what is true by now. */
  @ParameterizedTest(name = "first night {0} days from the end: told of day {1}")
  @CsvSource({"-31,", "-29, -30", "-6, -7", "2, 0", "13, 3", "400, 14"})
  void ofSeveralMissedOnesOnlyTheLastIsTold(int night, Integer day) {
    try (NightBase base = new NightBase("Europe/Moscow")) {
      base.write("update licence set valid_until = ?", END);
      LocalDate now = END.plusDays(night);

      base.night("licences", now.minusDays(1), now);
      base.night("licences", now);

      assertThat(base.noticeDays()).isEqualTo(day == null ? List.of() : List.of(day));
    }
  }

  @ParameterizedTest
  @CsvSource({"2, COMPLETED,", "3, COMPLETED, licence.read-only", "14, COMPLETED, licence.blocked"})
  void otherJobsSkipTheClubWithTheReasonAndTellOfItAgainAfterARenewal(
      int days, JobRun.Status status, String reason) {
    try (NightBase base = new NightBase("Europe/Moscow")) {
      LocalDate night = END.plusDays(days);
      long client = base.client("Анна");
      base.birth(client, night.minusYears(30));
      base.write("update licence set valid_until = ?", END);

      assertThat(base.night("birthdays", night).status()).isEqualTo(status);
      assertThat(base.reason()).isEqualTo(reason);
      assertThat(base.told("client.birthday")).hasSize(reason == null ? 1 : 0);

      base.write("update licence set valid_until = ?", night.plusYears(1));
      base.night("birthdays", night);
      assertThat(base.told("client.birthday")).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-30, 14})
  void aDryRunShowsTheNoticeAndTellsNothing(int day) {
    try (NightBase base = new NightBase("Europe/Moscow")) {
      base.write("update licence set valid_until = ?", END);

      JobRun run = base.night("licences", END.plusDays(day), true);

      assertThat(run.found()).isEqualTo(1);
      assertThat(base.noticeDays()).isEmpty();
      assertThat(base.count("licence_notice")).isZero();
    }
  }
}
