package ru.fitcrm.hub.core.licence;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * What a club's licence comes to on the club's own day. Read anew for every request: a renewal
 * counts at once, on every node.
 *
 * @param daysLeft days until {@code validUntil}, negative after it
 */
public record LicenceStanding(Plan plan, LocalDate validUntil, LicenceState state, long daysLeft) {

  /** Until when the platform's own club, which buys nothing, is licensed. */
  static final LocalDate FOR_EVER = LocalDate.of(9999, 12, 31);

  static LicenceStanding on(Plan plan, LocalDate validUntil, LocalDate day) {
    return new LicenceStanding(
        plan,
        validUntil,
        LicenceState.on(validUntil, day),
        ChronoUnit.DAYS.between(day, validUntil));
  }

  /**
   * People and keys may come in.
   *
   * @param writing whether they mean to change something
   * @throws LicenceOver if the licence does not allow it any more
   */
  public void require(boolean writing) {
    if (state == LicenceState.BLOCKED || (writing && state.isOver())) {
      throw new LicenceOver(state, validUntil);
    }
  }

  /**
   * @throws ModuleLocked if the plan leaves it out
   */
  public void require(Plan.Module module) {
    if (!plan.includes(module)) {
      throw new ModuleLocked(module, plan);
    }
  }

  public boolean isForEver() {
    return validUntil.equals(FOR_EVER);
  }
}
