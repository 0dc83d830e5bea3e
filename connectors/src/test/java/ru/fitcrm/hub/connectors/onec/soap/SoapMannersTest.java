package ru.fitcrm.hub.connectors.onec.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ru.fitcrm.hub.connectors.onec.SelfSigned;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.ClubSystem.Mode;
import ru.fitcrm.hub.core.sync.ClubSystem.Reading;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;
import ru.fitcrm.hub.sandbox.onec.SandboxOnec;
import ru.fitcrm.hub.sandbox.onec.front.Answer;
import ru.fitcrm.hub.sandbox.onec.front.Fault;

class SoapMannersTest {

  @Test
  void neverMoreThanTwoCallsAtOnceToOneBaseWhateverTheConnection() throws Exception {
    try (ClubWithOnec club = ClubWithOnec.open();
        ClubSystem second =
            club.connector.open(club.settings("1.2", 10, 5, null), ClubWithOnec.MOSCOW);
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      club.onec.faults().always(new Fault.Late(Duration.ofMillis(30)));
      List<Future<Reading>> readings = new ArrayList<>();
      for (int at = 0; at < 24; at++) {
        ClubSystem system = at % 2 == 0 ? club.system : second;
        readings.add(threads.submit(() -> system.read(Mode.FULL, null)));
      }
      for (Future<Reading> reading : readings) {
        assertThat(reading.get()).isInstanceOf(Reading.Page.class);
      }
      assertThat(club.onec.mostAtOnce()).isEqualTo(2);
    }
  }

  @Test
  void aThirdCallThatFindsNoPlaceInTimeIsBusyAndNotSent() throws Exception {
    try (ClubWithOnec club = ClubWithOnec.open();
        ClubSystem hasty = club.hasty();
        ClubSystem patient = club.patient();
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      CountDownLatch places = new CountDownLatch(1);
      club.onec.faults().always(new Fault.Changed(answer -> once(places, answer)));
      Future<Reading> first = threads.submit(() -> patient.read(Mode.FULL, null));
      Future<Reading> second = threads.submit(() -> patient.read(Mode.FULL, null));
      try {
        org.awaitility.Awaitility.await().until(() -> club.onec.requests().size() == 2);
        Trouble trouble = ClubWithOnec.trouble(hasty.read(Mode.FULL, null));
        assertThat(trouble.code()).isEqualTo("too-many-calls");
        assertThat(club.onec.requests()).hasSize(2);
      } finally {
        places.countDown();
      }
      assertThat(first.get()).isInstanceOf(Reading.Page.class);
      assertThat(second.get()).isInstanceOf(Reading.Page.class);
    }
  }

  private static Answer once(CountDownLatch open, Answer answer) {
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return answer;
  }

  @Test
  void aCertificateNobodySignedIsAcceptedOnlyWhereItIsNamed(@TempDir Path folder) {
    SelfSigned own = SelfSigned.make(folder, "own");
    SelfSigned other = SelfSigned.make(folder, "other");
    try (ClubWithOnec club =
        ClubWithOnec.open(SandboxOnec.settings().tls(own.context()), "1.1", 10)) {
      Trouble refused = club.trouble();
      assertThat(refused.kind()).isEqualTo(Trouble.Kind.REFUSED);
      assertThat(refused.code()).isEqualTo("certificate");
      assertThat(read(club, other.pem())).isInstanceOf(Reading.Not.class);
      assertThat(read(club, own.pem())).isInstanceOf(Reading.Page.class);
      String broken = own.pem().replace('\n', ' ');
      assertThat(read(club, broken))
          .as("line breaks lost in a form")
          .isInstanceOf(Reading.Page.class);
      assertThat(club.trouble()).as("nobody else's trust changed").isEqualTo(refused);
    }
  }

  private static Reading read(ClubWithOnec club, String trusted) {
    try (ClubSystem system =
        club.connector.open(club.settings("1.1", 10, 5, trusted), ClubWithOnec.MOSCOW)) {
      return system.read(Mode.FULL, null);
    }
  }

  @Test
  void aTrustedCertificateThatIsNoneIsNamedAsSuch() {
    try (ClubWithOnec club = ClubWithOnec.open()) {
      Reading reading = read(club, "-----BEGIN CERTIFICATE-----\nнет\n-----END CERTIFICATE-----");
      assertThat(ClubWithOnec.trouble(reading).code()).isEqualTo("certificate-unreadable");
    }
  }
}
