package ru.fitcrm.hub.config.console.licence;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.licence.LicenceReport;
import ru.fitcrm.hub.core.licence.LicenceRequests;
import ru.fitcrm.hub.core.licence.LicenceState;
import ru.fitcrm.hub.core.licence.Plan;

/**
 * A licence as its page shows it.
 *
 * @param forEver the platform's own, which needs no renewal
 * @param asked a renewal that was asked for
 */
record LicenceView(
    LicenceReport report,
    boolean forEver,
    List<Part> modules,
    List<Used> used,
    List<Step> steps,
    LicenceRequests.@Nullable Asked asked) {

  private static final int FOR_EVER_YEAR = 9999;

  /** Whether its last day has come. */
  public boolean isEnded() {
    return report.state() != LicenceState.ACTIVE && report.state() != LicenceState.ENDING;
  }

  /** A module and whether the plan has it. */
  record Part(Plan.Module module, boolean has) {}

  /**
   * How much of a limit is used.
   *
   * @param full whether no place is left
   */
  record Used(String what, long now, long most, boolean full) {

    static Used of(String what, long now, long most) {
      return new Used(what, now, most, now >= most);
    }

    /** For a bar that is never longer than its limit. */
    public long bar() {
      return Math.min(now, most);
    }
  }

  /**
   * What happens on a day.
   *
   * @param now whether it is so today
   */
  record Step(String code, LocalDate on, boolean past, boolean now) {}

  static LicenceView of(Visit visit, LicenceReport report, LicenceRequests.@Nullable Asked asked) {
    return new LicenceView(
        report,
        report.validUntil().getYear() == FOR_EVER_YEAR,
        Arrays.stream(Plan.Module.values())
            .map(module -> new Part(module, report.modules().contains(module)))
            .toList(),
        List.of(
            Used.of("users", report.usage().users(), report.limits().users()),
            Used.of("clients", report.usage().clients(), report.limits().clients())),
        steps(report.validUntil(), report.state(), visit.say().today()),
        asked);
  }

  private static List<Step> steps(LocalDate end, LicenceState state, LocalDate today) {
    return List.of(
        step(LicenceState.ENDING, end.minusDays(LicenceState.ENDING_DAYS), state, today),
        step(LicenceState.GRACE, end, state, today),
        step(LicenceState.READ_ONLY, end.plusDays(LicenceState.GRACE_DAYS), state, today),
        step(LicenceState.BLOCKED, end.plusDays(LicenceState.READ_ONLY_DAYS), state, today));
  }

  private static Step step(LicenceState of, LocalDate on, LicenceState state, LocalDate today) {
    return new Step(of.name(), on, !on.isAfter(today), of == state);
  }
}
