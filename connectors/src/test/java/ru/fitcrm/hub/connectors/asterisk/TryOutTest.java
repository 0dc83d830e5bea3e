package ru.fitcrm.hub.connectors.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;

class TryOutTest {

  @Test
  void everyStepTellsThePbxsOwnAnswer() {
    try (SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings().user("hub", "secret"))) {
      TestReport report = tried(pbx.port());

      assertThat(report.ok()).isTrue();
      assertThat(report.steps())
          .extracting(TestReport.Step::name)
          .containsExactly("reach", "login", "rights", "channels", "clock");
      assertThat(report.steps().getFirst().answer()).isEqualTo("Asterisk Call Manager/11.0.0");
    }
  }

  @Test
  void aWrongPasswordIsToldAtTheLogin() {
    try (SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings().user("hub", "other"))) {
      TestReport.Step last = tried(pbx.port()).steps().getLast();

      assertThat(last.name()).isEqualTo("login");
      assertThat(last.answer()).contains("Authentication failed").doesNotContain("secret");
      assertThat(last.hint()).isEqualTo("asterisk.login-refused");
    }
  }

  @Test
  void aMissingRightIsNamed() {
    try (SandboxPbx pbx =
        SandboxPbx.start(SandboxPbx.settings().user("hub", "secret").write("call"))) {
      TestReport.Step last = tried(pbx.port()).steps().getLast();

      assertThat(last.name()).isEqualTo("rights");
      assertThat(last.hint()).isEqualTo("asterisk.right-reporting-missing");
    }
  }

  @Test
  void aPbxThatIsNotThereIsUnreachable() {
    int port;
    try (SandboxPbx gone = SandboxPbx.start(SandboxPbx.settings())) {
      port = gone.port();
    }
    assertThat(tried(port).steps()).singleElement().matches(step -> !step.ok());
  }

  private static TestReport tried(int port) {
    return new AsteriskConnector(Clock.systemUTC(), HeardLine.QUICK).test(HeardLine.settings(port));
  }
}
