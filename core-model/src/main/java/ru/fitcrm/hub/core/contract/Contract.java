package ru.fitcrm.hub.core.contract;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a client has bought, as the club's system tells it.
 *
 * @param kind MEMBERSHIP or PACKAGE
 * @param term FIXED_TERM or RECURRING of a membership, null of a package
 * @param status AWAITING_PAYMENT, ACTIVE, FROZEN, ENDED or TERMINATED
 * @param terminatesOn when an unpaid one is ended by the club
 * @param madeAt when it was made there, if told
 */
public record Contract(
    long id,
    long connectionId,
    String ref,
    long clientId,
    String kind,
    @Nullable String term,
    @Nullable String title,
    String status,
    @Nullable LocalDate startsOn,
    @Nullable LocalDate endsOn,
    @Nullable LocalDate terminatesOn,
    @Nullable LocalDate nextChargeOn,
    @Nullable BigDecimal price,
    BigDecimal debt,
    @Nullable Integer visitsTotal,
    @Nullable Integer visitsLeft,
    @Nullable Instant madeAt) {

  /** Whether it is over. */
  public boolean over() {
    return status.equals("ENDED") || status.equals("TERMINATED");
  }
}
