package ru.fitcrm.hub.connectors.onec.soap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.connection.TestReport.Step;
import ru.fitcrm.hub.sandbox.onec.front.Fault;
import ru.fitcrm.hub.sandbox.onec.front.OnecWords;

class TryOutTest {

  private ClubWithOnec club;

  @BeforeEach
  void open() {
    club = ClubWithOnec.open();
  }

  @AfterEach
  void close() {
    club.close();
  }

  private TestReport test() {
    return club.connector.test(club.settings("1.1", 100, 5, null));
  }

  private Step failed(Fault fault) {
    club.onec.faults().next(fault);
    TestReport report = test();
    assertThat(report.ok()).isFalse();
    return report.steps().getLast();
  }

  @Test
  void allIsWellAndTheBaseTellsWhatItIs() {
    TestReport report = test();
    assertThat(report.ok()).isTrue();
    assertThat(report.steps())
        .extracting(Step::name)
        .containsExactly("reach", "login", "contract", "base", "clock", "counts");
    assertThat(report.steps())
        .extracting(Step::answer)
        .contains(
            "Фитнес-клуб (песочница), 1С:Фитнес клуб КОРП 4.0",
            "2026-11-22T12:00:00",
            "clients 100, contracts 120, payments 150, visits 500, bookings 40, shifts 112");
    assertThat(club.onec.requests()).hasSize(1);
  }

  @Test
  void eachTroubleFailsAtItsStepWithAHint() {
    assertThat(failed(OnecWords.unauthorized()))
        .isEqualTo(new Step("login", false, "HTTP 401", "onec.unauthorized"));
    assertThat(failed(OnecWords.status(503)))
        .isEqualTo(new Step("reach", false, "HTTP 503", "onec.http"));
    assertThat(failed(OnecWords.noLicence()).hint()).isEqualTo("onec.no-free-licence");
    assertThat(failed(OnecWords.page(404, "Not Found")).name()).isEqualTo("contract");
    club.onec.down();
    assertThat(test().steps()).extracting(Step::name).containsExactly("reach");
  }

  @Test
  void aClockThatIsWrongIsAHintAndNoFailure() {
    club.onec.faults().next(OnecWords.rewritten("T12:00:00", "T11:50:00"));
    TestReport report = test();
    assertThat(report.ok()).isTrue();
    assertThat(report.steps().get(4).hint()).isEqualTo("onec.clock-skew");
    club.onec.faults().next(OnecWords.rewritten("T12:00:00", "T14:00:30"));
    assertThat(test().steps().get(4).hint()).as("another zone").isNull();
  }

  @Test
  void aContractOfAnotherVersionIsSaid() {
    Step step = failed(OnecWords.rewritten(">1.0<", ">2.0<"));
    assertThat(step.name()).isEqualTo("contract");
    assertThat(step.answer()).contains("2.0");
  }
}
