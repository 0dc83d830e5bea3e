package ru.fitcrm.hub.sandbox.onec.base;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** The contracts of a base: sold, owed for and paid. */
final class Contracts {

  private static final BigDecimal PRICE = BigDecimal.valueOf(58_800);

  private final BaseRows rows;

  Contracts(BaseRows rows) {
    this.rows = rows;
  }

  String sell(String clientRef, LocalDateTime at) {
    return rows.add(Row.Kind.CONTRACT, clientRef, ref -> unpaid(ref, clientRef, at));
  }

  private Row.Contract unpaid(String ref, String clientRef, LocalDateTime at) {
    LocalDate starts = at.toLocalDate();
    return new Row.Contract(
        ref,
        rows.nextVersion(),
        false,
        clientRef,
        "MEMBERSHIP",
        "FIXED_TERM",
        "Безлимит, месяцев: 12",
        "AWAITING_PAYMENT",
        starts,
        starts.plusYears(1),
        null,
        null,
        PRICE,
        PRICE,
        null,
        null,
        at);
  }

  void owe(String clientRef, BigDecimal debt) {
    rows.belongings(clientRef).stream()
        .filter(Row.Contract.class::isInstance)
        .findFirst()
        .ifPresent(contract -> setDebt(contract.ref(), debt));
  }

  String pay(String contractRef, LocalDateTime at) {
    Row.Contract contract = rows.need(contractRef, Row.Contract.class);
    setDebt(contractRef, BigDecimal.ZERO);
    return payment(contract, "PURCHASE", "SUCCEEDED", contract.price(), at);
  }

  String failPayment(String contractRef, LocalDateTime at) {
    Row.Contract contract = rows.need(contractRef, Row.Contract.class);
    return payment(contract, "RECURRING", "FAILED", contract.price(), at);
  }

  String refund(String contractRef, BigDecimal amount, LocalDateTime at) {
    Row.Contract contract = rows.need(contractRef, Row.Contract.class);
    return payment(contract, "REFUND", "SUCCEEDED", amount, at);
  }

  private void setDebt(String contractRef, BigDecimal debt) {
    rows.edit(contractRef, Row.Contract.class, old -> owing(old, debt));
  }

  private Row.Contract owing(Row.Contract old, BigDecimal debt) {
    boolean awaited = old.status().equals("AWAITING_PAYMENT") && debt.signum() == 0;
    return new Row.Contract(
        old.ref(),
        rows.nextVersion(),
        old.deleted(),
        old.clientRef(),
        old.kind(),
        old.term(),
        old.title(),
        awaited ? "ACTIVE" : old.status(),
        old.startsOn(),
        old.endsOn(),
        old.terminatesOn(),
        old.nextChargeOn(),
        old.price(),
        debt,
        old.visitsTotal(),
        old.visitsLeft(),
        old.createdAt());
  }

  private String payment(
      Row.Contract contract, String kind, String status, BigDecimal amount, LocalDateTime at) {
    return rows.add(
        Row.Kind.PAYMENT,
        contract.clientRef(),
        ref ->
            new Row.Payment(
                ref,
                rows.nextVersion(),
                false,
                contract.clientRef(),
                contract.ref(),
                kind,
                amount,
                status,
                at,
                null));
  }
}
