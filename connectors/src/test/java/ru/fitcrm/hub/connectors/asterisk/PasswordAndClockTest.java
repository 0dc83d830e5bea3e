package ru.fitcrm.hub.connectors.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static ru.fitcrm.hub.connectors.asterisk.PbxAndLine.LONG;
import static ru.fitcrm.hub.connectors.asterisk.PbxAndLine.secret;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.connectors.CallsBefore;
import ru.fitcrm.hub.sandbox.pbx.ReceivedAction;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;

/** A line whose password is wrong, and a PBX whose clock is. */
class PasswordAndClockTest {

  private final PbxAndLine own = new PbxAndLine();

  @AfterEach
  void close() {
    own.close();
  }

  @Test
  void aWrongPasswordIsTriedOnceAPauseAndAtOnceWithNewSettings() {
    Duration pause = Duration.ofSeconds(2);
    // Refused at once: a line that is closed while it logs in waits for the answer.
    try (SandboxPbx strict = SandboxPbx.start(secret("other").refusalDelay(Duration.ZERO))) {
      try (HeardLine line =
          new HeardLine(
              HeardLine.settings(strict.port()),
              CallsBefore.NOTHING,
              HeardLine.refusedRetry(pause))) {
        await().until(() -> !line.health.isEmpty());
        assertThat(line.health.getFirst().code()).isEqualTo("login-refused");
        assertThat(line.health.getFirst().error())
            .contains("refused the login", "Authentication failed", "check username and password");
        await().atMost(LONG).until(() -> strict.actions("Login").size() > 1);
        assertThat(line.health).hasSize(1);
      }
      List<ReceivedAction> logins = strict.actions("Login");
      assertThat(Duration.between(logins.get(0).at(), logins.get(1).at()))
          .as("once a pause")
          .isGreaterThanOrEqualTo(pause);
      int tried = logins.size();
      try (HeardLine saved = new HeardLine(strict.port(), CallsBefore.NOTHING)) {
        await().until(() -> strict.actions("Login").size() > tried);
        await().until(() -> !saved.health.isEmpty());
      }
    }
    assertThat(LineTimings.DEFAULT.refusedRetry()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void aPasswordChangedWhileAwayIsTriedOnceNotForEver() {
    HeardLine line = own.upLine();
    own.pbx.close();
    try (SandboxPbx changed = SandboxPbx.start(secret("changed").port(own.pbx.port()))) {
      await().atMost(LONG).until(() -> "login-refused".equals(line.health.getLast().code()));
      await().during(Duration.ofSeconds(2)).until(() -> changed.actions("Login").size() == 1);
    }
  }

  @Test
  void aClockThatIsWrongIsToldAndThatItWasSetRightToo() {
    own.pbx.skewClock(Duration.ofSeconds(70));
    HeardLine line = own.upLine();
    assertThat(line.health.getFirst().clockSkewMillis()).isBetween(68_000L, 72_000L);
    own.pbx.skewClock(Duration.ZERO);
    await().atMost(LONG).until(() -> line.health.size() == 2);
    assertThat(line.health.getLast().clockSkewMillis()).isBetween(-2_000L, 2_000L);
  }

  @Test
  void aClockThatWasNeverSetIsNoSkew() {
    own.pbx.skewClock(Duration.ofSeconds(-own.pbx.now().getEpochSecond()));
    assertThat(own.upLine().health.getFirst().clockSkewMillis()).isNull();
  }
}
