package ru.fitcrm.hub.sandbox.onec.base;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of the base. Times are the club's local ones, as 1C keeps them. */
public sealed interface Row {

  /** What a row is; the order in which a base is read. */
  enum Kind {
    CLIENT,
    CONTRACT,
    PAYMENT,
    VISIT,
    BOOKING,
    SHIFT
  }

  String ref();

  /** Grows with every change of the base. */
  long version();

  boolean deleted();

  record Client(
      String ref,
      long version,
      boolean deleted,
      String name,
      List<String> phones,
      @Nullable String email,
      @Nullable LocalDate birthDate,
      String branchRef)
      implements Row {}

  /** With the statuses and kinds of the hub's contract. */
  record Contract(
      String ref,
      long version,
      boolean deleted,
      String clientRef,
      String kind,
      @Nullable String term,
      String title,
      String status,
      LocalDate startsOn,
      @Nullable LocalDate endsOn,
      @Nullable LocalDate terminatesOn,
      @Nullable LocalDate nextChargeOn,
      BigDecimal price,
      BigDecimal debt,
      @Nullable Integer visitsTotal,
      @Nullable Integer visitsLeft,
      LocalDateTime createdAt)
      implements Row {}

  record Payment(
      String ref,
      long version,
      boolean deleted,
      String clientRef,
      @Nullable String contractRef,
      String kind,
      BigDecimal amount,
      String status,
      LocalDateTime at,
      @Nullable String transactionRef)
      implements Row {}

  record Visit(String ref, long version, boolean deleted, String clientRef, LocalDateTime at)
      implements Row {}

  record Booking(
      String ref,
      long version,
      boolean deleted,
      String clientRef,
      LocalDateTime at,
      String title,
      String status,
      @Nullable String reason)
      implements Row {}

  record Shift(
      String ref,
      long version,
      boolean deleted,
      String employeeRef,
      LocalDateTime startsAt,
      LocalDateTime endsAt)
      implements Row {}
}
