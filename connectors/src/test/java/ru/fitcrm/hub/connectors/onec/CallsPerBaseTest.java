package ru.fitcrm.hub.connectors.onec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallsPerBaseTest {

  @Test
  void allWaysToOneBaseShareTwoPlaces() {
    CallsPerBase bases = new CallsPerBase();
    CallsPerBase.Gate soap = bases.of("https://1c.club.ru/fitness/ws/hubexchange.1cws");
    CallsPerBase.Gate odata = bases.of("https://1C.club.ru/fitness/odata/standard.odata/");
    CallsPerBase.Gate other = bases.of("https://1c.club.ru/other/hs/api/v3");

    assertThat(soap.enter(Duration.ZERO)).isTrue();
    assertThat(odata.enter(Duration.ZERO)).isTrue();
    assertThat(soap.enter(Duration.ofMillis(1))).isFalse();
    assertThat(other.enter(Duration.ZERO)).isTrue();
    odata.leave();
    assertThat(soap.enter(Duration.ZERO)).isTrue();
  }
}
