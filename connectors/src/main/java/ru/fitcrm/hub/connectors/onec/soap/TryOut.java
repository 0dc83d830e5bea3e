package ru.fitcrm.hub.connectors.onec.soap;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.exchange.BaseFacts;
import ru.fitcrm.hub.connectors.onec.Answer;
import ru.fitcrm.hub.connectors.onec.Cell;
import ru.fitcrm.hub.connectors.onec.FailedStep;
import ru.fitcrm.hub.core.connection.TestReport;

/** Tries settings with one harmless call of the client production uses. */
final class TryOut {

  private static final String CONTRACT = "1.0";
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration MUCH = Duration.ofMinutes(2);

  private final SoapCalls calls;
  private final InstantSource clock;
  private final List<TestReport.Step> steps = new ArrayList<>();

  TryOut(SoapCalls calls, InstantSource clock) {
    this.calls = calls;
    this.clock = clock;
  }

  TestReport run() {
    Answer<BaseFacts> answer = calls.ask(port -> port.testConnection());
    switch (answer) {
      case Answer.Given<BaseFacts> given -> base(given.value());
      case Answer.Failed<BaseFacts> failed ->
          steps.addAll(FailedStep.of(failed.failure().trouble(), "contract"));
    }
    return TestReport.of(steps);
  }

  private void base(@Nullable BaseFacts facts) {
    passed("reach", "The web server answers");
    passed("login", "Accepted");
    String version = facts == null ? null : Cell.text(facts.getContract());
    if (facts == null || !CONTRACT.equals(version)) {
      String answer = "TestConnection tells version " + version + " of the contract";
      steps.add(new TestReport.Step("contract", false, answer, "onec.answer-unreadable"));
      return;
    }
    passed("contract", "Version " + version);
    passed("base", Cell.text(facts.getName()) + ", " + Cell.text(facts.getConfiguration()));
    clock(Cell.moment(facts.getTime()));
    passed("counts", counts(facts));
  }

  /** 1C tells its time without a zone, so whole quarters of an hour say nothing. */
  private void clock(@Nullable String told) {
    if (told == null) {
      passed("clock", "The base does not tell its time");
      return;
    }
    try {
      LocalDateTime base = LocalDateTime.parse(told);
      LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
      long off = Math.floorMod(Duration.between(now, base).toSeconds(), QUARTER.toSeconds());
      long skew = Math.min(off, QUARTER.toSeconds() - off);
      String hint = skew > MUCH.toSeconds() ? "onec.clock-skew" : null;
      steps.add(new TestReport.Step("clock", true, told, hint));
    } catch (DateTimeException e) {
      steps.add(new TestReport.Step("clock", false, told, "onec.answer-unreadable"));
    }
  }

  private static String counts(BaseFacts facts) {
    return "clients %s, contracts %s, payments %s, visits %s, bookings %s, shifts %s"
        .formatted(
            facts.getClients(),
            facts.getContracts(),
            facts.getPayments(),
            facts.getVisits(),
            facts.getBookings(),
            facts.getShifts());
  }

  private void passed(String step, String answer) {
    steps.add(new TestReport.Step(step, true, answer, null));
  }
}
