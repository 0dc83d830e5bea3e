package ru.fitcrm.hub.connectors.onec.soap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.ClubSystem.Mode;
import ru.fitcrm.hub.core.sync.ClubSystem.Reading;

@Isolated("counts the threads of the JVM")
class SoapThreadsTest {

  @Test
  void aHundredConnectionsLeaveNoThreadBehind() {
    try (ClubWithOnec club = ClubWithOnec.open()) {
      club.readAll();
      int before = Thread.activeCount();
      for (int at = 0; at < 100; at++) {
        try (ClubSystem system = club.patient()) {
          assertThat(system.read(Mode.CHANGES, null)).isInstanceOf(Reading.Page.class);
        }
      }
      assertThat(Thread.activeCount()).isLessThanOrEqualTo(before + 2);
    }
  }
}
