package ru.fitcrm.hub.core.licence;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** What a licence allows on a day. */
public enum LicenceState {
  ACTIVE,
  /** The last 30 days. */
  ENDING,
  /** Ended, but three days are forgiven. */
  GRACE,
  /** People and keys can't write. */
  READ_ONLY,
  /** People and keys can't read either. */
  BLOCKED;

  /** Days before the end from which it is ending. */
  public static final int ENDING_DAYS = 30;

  /** Days after the end from which nothing may be written. */
  public static final int GRACE_DAYS = 3;

  /** Days after the end from which nothing may be read. */
  public static final int READ_ONLY_DAYS = 14;

  /**
   * @param validUntil the licence's end
   * @param day the club's own date
   */
  public static LicenceState on(LocalDate validUntil, LocalDate day) {
    long past = ChronoUnit.DAYS.between(validUntil, day);
    if (past >= READ_ONLY_DAYS) {
      return BLOCKED;
    }
    if (past >= GRACE_DAYS) {
      return READ_ONLY;
    }
    if (past >= 0) {
      return GRACE;
    }
    return past >= -ENDING_DAYS ? ENDING : ACTIVE;
  }

  /** Whether the licence has run out so far that nothing goes out and nobody may write. */
  public boolean isOver() {
    return this == READ_ONLY || this == BLOCKED;
  }
}
