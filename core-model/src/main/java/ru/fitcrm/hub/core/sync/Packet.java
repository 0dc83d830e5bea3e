package ru.fitcrm.hub.core.sync;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a system of record, as it told them. Every cell is text, unread: a cell that cannot be
 * read costs its row, which is rejected with the cell's name, and nothing else. The same shape
 * arrives as JSON at {@code POST /in/{token}} and as XML by the hub's SOAP contract.
 *
 * <p>Cells: {@code ref} the system's own id, up to 100 characters; {@code version} a whole number
 * that grows with every change, absent if the system keeps none: a row with a lower one than known
 * is ignored; dates {@code 2026-11-22}; moments {@code 2026-11-22T10:00:00}, without a zone in the
 * club's, with one as given; money with a point; an empty text, {@code 0001-01-01} and the zero
 * guid are no value.
 *
 * @param history these rows are not news, however young: they make no event
 */
public record Packet(
    List<Client> clients,
    List<Contract> contracts,
    List<Payment> payments,
    List<Visit> visits,
    List<Booking> bookings,
    List<Shift> shifts,
    boolean history) {

  /** Nothing told. */
  public static final Packet EMPTY = new Packet(null, null, null, null, null, null, false);

  /** Absent lists are empty. */
  public Packet(
      @Nullable List<Client> clients,
      @Nullable List<Contract> contracts,
      @Nullable List<Payment> payments,
      @Nullable List<Visit> visits,
      @Nullable List<Booking> bookings,
      @Nullable List<Shift> shifts,
      boolean history) {
    this.clients = clients == null ? List.of() : clients;
    this.contracts = contracts == null ? List.of() : contracts;
    this.payments = payments == null ? List.of() : payments;
    this.visits = visits == null ? List.of() : visits;
    this.bookings = bookings == null ? List.of() : bookings;
    this.shifts = shifts == null ? List.of() : shifts;
    this.history = history;
  }

  /** Both together; news only if both are. */
  Packet and(Packet more) {
    return new Packet(
        joined(clients, more.clients),
        joined(contracts, more.contracts),
        joined(payments, more.payments),
        joined(visits, more.visits),
        joined(bookings, more.bookings),
        joined(shifts, more.shifts),
        history || more.history);
  }

  /** Ids of the rows of an entity. */
  List<String> refs(Entity entity) {
    return switch (entity) {
      case CLIENT -> clients.stream().map(Client::ref).toList();
      case CONTRACT -> contracts.stream().map(Contract::ref).toList();
      case PAYMENT -> payments.stream().map(Payment::ref).toList();
      case VISIT -> visits.stream().map(Visit::ref).toList();
      case BOOKING -> bookings.stream().map(Booking::ref).toList();
      case SHIFT -> shifts.stream().map(Shift::ref).toList();
    };
  }

  private static <T> List<T> joined(List<T> some, List<T> more) {
    return more.isEmpty() ? some : Stream.concat(some.stream(), more.stream()).toList();
  }

  /** All rows together. */
  public int size() {
    return clients.size()
        + contracts.size()
        + payments.size()
        + visits.size()
        + bookings.size()
        + shifts.size();
  }

  /**
   * A person.
   *
   * @param phones in the person's own order, in any spelling
   * @param branchRef the system's id of the branch, or the branch's name
   * @param deleted marked for deletion there: archived here
   */
  public record Client(
      String ref,
      @Nullable String version,
      @Nullable String name,
      List<String> phones,
      @Nullable String email,
      @Nullable String birthDate,
      @Nullable String branchRef,
      @Nullable String deleted) {

    public Client {
      phones = phones == null ? List.of() : phones;
    }
  }

  /**
   * A membership or a package of visits.
   *
   * @param kind MEMBERSHIP or PACKAGE
   * @param term FIXED_TERM or RECURRING; of a membership only
   * @param status AWAITING_PAYMENT, ACTIVE, FROZEN, ENDED or TERMINATED
   * @param terminatesOn when it ends for want of payment
   * @param nextChargeOn when a recurring one is charged next
   */
  public record Contract(
      String ref,
      @Nullable String version,
      @Nullable String clientRef,
      @Nullable String kind,
      @Nullable String term,
      @Nullable String title,
      @Nullable String status,
      @Nullable String startsOn,
      @Nullable String endsOn,
      @Nullable String terminatesOn,
      @Nullable String nextChargeOn,
      @Nullable String price,
      @Nullable String debt,
      @Nullable String visitsTotal,
      @Nullable String visitsLeft,
      @Nullable String createdAt,
      @Nullable String deleted) {}

  /**
   * Money.
   *
   * @param kind PURCHASE, RECURRING, DEBT or REFUND
   * @param status SUCCEEDED, FAILED or WAITING
   * @param transactionRef number of the gateway's transaction or order, by which a payment told by
   *     a gateway first is known to be the same
   */
  public record Payment(
      String ref,
      @Nullable String version,
      @Nullable String clientRef,
      @Nullable String contractRef,
      @Nullable String kind,
      @Nullable String amount,
      @Nullable String status,
      @Nullable String at,
      @Nullable String transactionRef,
      @Nullable String deleted) {}

  /** A visit that took place. */
  public record Visit(
      String ref,
      @Nullable String version,
      @Nullable String clientRef,
      @Nullable String at,
      @Nullable String deleted) {}

  /**
   * A planned visit.
   *
   * @param status PLANNED, CONFIRMED, ATTENDED, MISSED or CANCELLED
   * @param reason why it was cancelled
   */
  public record Booking(
      String ref,
      @Nullable String version,
      @Nullable String clientRef,
      @Nullable String at,
      @Nullable String service,
      @Nullable String status,
      @Nullable String reason,
      @Nullable String deleted) {}

  /** An employee's work hours. */
  public record Shift(
      String ref,
      @Nullable String version,
      @Nullable String employeeRef,
      @Nullable String startsAt,
      @Nullable String endsAt,
      @Nullable String deleted) {}
}
