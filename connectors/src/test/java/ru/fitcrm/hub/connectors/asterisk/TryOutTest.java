package ru.fitcrm.hub.connectors.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
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

  @Test
  void aClockThatIsWrongIsAHint() {
    try (SandboxPbx pbx =
        SandboxPbx.start(
            SandboxPbx.settings().user("hub", "secret").clockSkew(Duration.ofSeconds(-90)))) {
      TestReport report = tried(pbx.port());

      assertThat(report.ok()).isTrue();
      // A pong that took all of its 3 s tells the time 1.5 s off.
      assertThat(report.steps().getLast().answer()).containsPattern(" -(8[89]|9[01])\\.\\d s ");
      assertThat(report.steps().getLast().hint()).isEqualTo("asterisk.clock-skew");
    }
  }

  @Test
  void callRecordsAreReadTheWayTheyWillBe() {
    CdrTable table = new CdrTable(false);
    table.add(CdrTable.row("1.0", "1.0", Clock.systemUTC().instant()).ends("ANSWERED", 3, 1));
    try (SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings().user("hub", "secret"))) {
      TestReport.Step good = tried(pbx.port(), table.settings()).steps().getLast();
      assertThat(good.name()).isEqualTo("records");
      assertThat(good.ok()).isTrue();
      assertThat(good.answer()).startsWith("1 rows");

      table.execute("alter table $table drop column calldate");
      TestReport.Step bad = tried(pbx.port(), table.settings()).steps().getLast();
      assertThat(bad.ok()).isFalse();
      assertThat(bad.answer()).contains("calldate");
      assertThat(bad.hint()).isEqualTo("asterisk.records-unreadable");
    }
  }

  private static TestReport tried(int port) {
    return tried(port, null);
  }

  private static TestReport tried(int port, AsteriskSettings.@Nullable Cdr cdr) {
    return new AsteriskConnector(Clock.systemUTC(), HeardLine.QUICK)
        .test(HeardLine.settings(port, cdr));
  }
}
