package ru.fitcrm.hub.core.licence;

import java.time.LocalDate;

/** What a licence that has run out does not allow any more. */
public final class LicenceOver extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final LicenceState state;
  private final LocalDate validUntil;

  LicenceOver(LicenceState state, LocalDate validUntil) {
    super(
        state == LicenceState.BLOCKED
            ? "The club's licence ended on %s and the club is blocked: renew the licence, all data is kept"
                .formatted(validUntil)
            : "The club's licence ended on %s: until it is renewed data can be read but not changed"
                .formatted(validUntil));
    this.state = state;
    this.validUntil = validUntil;
  }

  /** {@code licence.read-only} or {@code licence.blocked}. */
  public String code() {
    return code(state);
  }

  /** The same code, for whoever leaves a club out because of its licence. */
  public static String code(LicenceState state) {
    return state == LicenceState.BLOCKED ? "licence.blocked" : "licence.read-only";
  }

  public LicenceState state() {
    return state;
  }

  public LocalDate validUntil() {
    return validUntil;
  }
}
