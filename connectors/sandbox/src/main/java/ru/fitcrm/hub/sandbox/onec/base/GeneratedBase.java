package ru.fitcrm.hub.sandbox.onec.base;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A 1C's base of any size. Rows are made when they are read, so size costs no memory; only what was
 * changed or added since is kept. The same seed and day give the same base.
 *
 * <p>Every change gets the next version and is registered for whoever reads changes, until
 * acknowledged. Rows are named by guid and, within their kind, by number from 0.
 */
public final class GeneratedBase {

  private final LocalDate today;
  private final BaseRows rows;
  private final People people;
  private final Contracts contracts;
  private final Set<String> takenShifts = new LinkedHashSet<>();
  private final Leads leads = new Leads();

  private GeneratedBase(long clients, long seed, LocalDate today) {
    this.today = today;
    this.rows = new BaseRows(new GenerateRow(clients, seed, today));
    this.people = new People(rows);
    this.contracts = new Contracts(rows);
  }

  /**
   * Generates a base.
   *
   * @param clients how many; there come 1.2 contracts, 1.5 payments, 5 visits and 0.4 bookings to
   *     each
   * @param today the day the base looks back and ahead from
   */
  public static GeneratedBase of(long clients, long seed, LocalDate today) {
    return new GeneratedBase(clients, seed, today);
  }

  public LocalDate today() {
    return today;
  }

  public synchronized long count(Row.Kind kind) {
    return rows.count(kind);
  }

  /** All rows of all kinds. */
  public synchronized long count() {
    return rows.count();
  }

  // ---- reading

  /** Rows of a kind from a number on, as they are now; fewer than asked at the end. */
  public synchronized List<Row> read(Row.Kind kind, long from, int limit) {
    return rows.read(kind, from, limit);
  }

  /**
   * How much there is of a kind, without what is marked for deletion.
   *
   * @param sum of what payments amount to, of what is owed by contracts; else zero
   */
  public record Total(long rows, BigDecimal sum) {}

  /** Counts and sums all rows of a kind. */
  public synchronized Total total(Row.Kind kind) {
    return rows.total(kind);
  }

  /** A row by its guid. */
  public synchronized Optional<Row> find(String ref) {
    return rows.find(ref);
  }

  /** Whoever has this number, in any spelling. */
  public synchronized List<Row.Client> findByPhone(String phone) {
    return people.findByPhone(phone);
  }

  /** Contracts, payments, visits and bookings of a client. */
  public synchronized List<Row> belongings(String clientRef) {
    return rows.belongings(clientRef);
  }

  // ---- changes, as read by somebody who acknowledges

  /**
   * The next changes not yet acknowledged.
   *
   * @param after number of the last change read, 0 to begin
   */
  public synchronized Changes changes(long after, int limit) {
    List<Map.Entry<Long, Ref>> next = rows.changes().after(after, limit);
    long last = next.isEmpty() ? after : next.getLast().getKey();
    return new Changes(
        next.stream().map(entry -> rows.row(entry.getValue())).toList(),
        last,
        rows.changes().hasAfter(last));
  }

  /**
   * Changes read.
   *
   * @param last number of the last of them: to go on from, and to acknowledge
   */
  public record Changes(List<Row> rows, long last, boolean more) {}

  /** Forgets changes up to this number; unsaid, they come again. */
  public synchronized void acknowledge(long last) {
    rows.changes().acknowledge(last);
  }

  /** How many changes wait to be acknowledged. */
  public synchronized int unacknowledged() {
    return rows.changes().size();
  }

  // ---- life

  /**
   * Changes so many rows, spread over the base: people get another name, contracts another debt,
   * others a visit. The same calls make the same changes.
   */
  public synchronized void change(int howMany) {
    Dice dice = new Dice(rows.version());
    for (int at = 0; at < howMany; at++) {
      long client = Math.floorMod(dice.roll(at, 1, Integer.MAX_VALUE), rows.firstClients());
      String ref = new Ref(Row.Kind.CLIENT, client).toString();
      switch (at % 3) {
        case 0 -> rename(ref, RussianNames.of(dice, at));
        case 1 -> visit(ref, today.atTime(7 + at % 15, at % 60));
        default -> owe(ref, BigDecimal.valueOf(100L + at % 900));
      }
    }
  }

  /**
   * Changes the base so that nobody who reads changes is told: as a restored copy, or a program
   * that writes past the exchange, does.
   */
  public synchronized void behindTheBack(Consumer<GeneratedBase> changes) {
    rows.quietly(() -> changes.accept(this));
  }

  /** Removes a row for good, and tells nobody. */
  public synchronized void remove(String ref) {
    rows.remove(ref);
  }

  /** A new client; answers its guid. */
  public synchronized String addClient(String name, String phone) {
    return people.add(name, phone);
  }

  /** Makes a lead given to this base a client: under the guid the lead was answered with. */
  public synchronized String takeIn(String leadRef, String name, String phone) {
    return people.takeIn(leadRef, name, phone);
  }

  public synchronized void rename(String clientRef, String name) {
    people.rename(clientRef, name);
  }

  /** Marks a client for deletion, or takes the mark off. */
  public synchronized void markDeleted(String clientRef, boolean deleted) {
    people.markDeleted(clientRef, deleted);
  }

  /** Sells a fixed-term membership not yet paid; answers the contract's guid. */
  public synchronized String sell(String clientRef, LocalDateTime at) {
    return contracts.sell(clientRef, at);
  }

  /** Sets the debt of a client's first contract; without one nothing happens. */
  public synchronized void owe(String clientRef, BigDecimal debt) {
    contracts.owe(clientRef, debt);
  }

  /** Pays a contract in full: a payment, and the contract without debt. */
  public synchronized String pay(String contractRef, LocalDateTime at) {
    return contracts.pay(contractRef, at);
  }

  /** An automatic charge that did not go through. */
  public synchronized String failPayment(String contractRef, LocalDateTime at) {
    return contracts.failPayment(contractRef, at);
  }

  /** Gives back money paid for a contract. */
  public synchronized String refund(String contractRef, BigDecimal amount, LocalDateTime at) {
    return contracts.refund(contractRef, amount, at);
  }

  public synchronized String visit(String clientRef, LocalDateTime at) {
    return rows.add(
        Row.Kind.VISIT,
        clientRef,
        ref -> new Row.Visit(ref, rows.nextVersion(), false, clientRef, at));
  }

  public synchronized String book(String clientRef, LocalDateTime at, String title) {
    return booking(clientRef, at, title, "PLANNED");
  }

  /** A booking nobody came to. */
  public synchronized String miss(String clientRef, LocalDateTime at, String title) {
    return booking(clientRef, at, title, "MISSED");
  }

  private String booking(String clientRef, LocalDateTime at, String title, String status) {
    return rows.add(
        Row.Kind.BOOKING,
        clientRef,
        ref -> new Row.Booking(ref, rows.nextVersion(), false, clientRef, at, title, status, null));
  }

  // ---- what others give

  /** Leads given to this base. */
  public Leads leads() {
    return leads;
  }

  /** Takes employees' work hours; the same ref again replaces. Told as any other change. */
  public synchronized void takeShift(
      String ref, boolean deleted, String employee, LocalDateTime from, LocalDateTime to) {
    rows.take(Row.Kind.SHIFT, new Row.Shift(ref, rows.nextVersion(), deleted, employee, from, to));
    takenShifts.add(ref);
  }

  /** Work hours given to this base, as they are now. */
  public synchronized List<Row.Shift> takenShifts() {
    return takenShifts.stream().map(ref -> rows.need(ref, Row.Shift.class)).toList();
  }

  /** A client's first phone, null for an unknown client. */
  public synchronized @Nullable String phoneOf(String clientRef) {
    return people.phoneOf(clientRef);
  }
}
