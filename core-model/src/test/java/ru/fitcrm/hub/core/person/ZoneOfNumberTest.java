package ru.fitcrm.hub.core.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneOfNumberTest {

  @ParameterizedTest
  @CsvSource({
    "+74212345678, Asia/Vladivostok",
    "+77011234567, Asia/Almaty",
    "+74012345678, Europe/Kaliningrad",
    "+74951234567, Europe/Moscow",
    "+442079460000, Europe/London",
    "+12125551234, America/New_York"
  })
  void aNumberOfOneZoneIsInIt(String number, String zone) {
    assertThat(ZoneOfNumber.of(number)).contains(ZoneId.of(zone));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+79161234567", "+79141234567", "112", "anna@example.com", "+", ""})
  void aRussianMobileAndWhatIsNoNumberAreInNone(String address) {
    assertThat(ZoneOfNumber.of(address)).isEmpty();
  }

  @Test
  void noAddressIsInNoZone() {
    assertThat(ZoneOfNumber.of(null)).isEmpty();
  }
}
