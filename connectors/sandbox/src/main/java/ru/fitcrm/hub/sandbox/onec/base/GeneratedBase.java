package ru.fitcrm.hub.sandbox.onec.base;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A 1C's base of any size. Rows are made when they are read, so size costs no memory; only what was
 * changed or added since is kept. The same seed and day give the same base.
 *
 * <p>Every change gets the next version and is registered for whoever reads changes, until
 * acknowledged. Rows are named by guid and, within their kind, by number from 0.
 */
public final class GeneratedBase {

  private final GenerateRow generate;
  private final LocalDate today;
  private final Map<Ref, Row> kept = new HashMap<>();
  private final Map<Row.Kind, Long> counts = new EnumMap<>(Row.Kind.class);
  private final Map<String, List<Ref>> addedTo = new HashMap<>();
  private final Map<String, Ref> addedNumbers = new HashMap<>();
  private final Map<String, Row.Shift> takenShifts = new HashMap<>();
  private final ChangeLog changes = new ChangeLog();
  private final Leads leads = new Leads();
  private final Set<Ref> removed = new HashSet<>();
  private boolean quiet;
  private long version = 1;

  private GeneratedBase(long clients, long seed, LocalDate today) {
    this.generate = new GenerateRow(clients, seed, today);
    this.today = today;
    for (Row.Kind kind : Row.Kind.values()) {
      counts.put(kind, generate.count(kind));
    }
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
    return counts.getOrDefault(kind, 0L);
  }

  /** All rows of all kinds. */
  public synchronized long count() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  // ---- reading

  /** Rows of a kind from a number on, as they are now; fewer than asked at the end. */
  public synchronized List<Row> read(Row.Kind kind, long from, int limit) {
    long end = Math.min(count(kind), from + limit);
    List<Row> rows = new ArrayList<>();
    for (long number = from; number < end; number++) {
      Ref ref = new Ref(kind, number);
      if (!removed.contains(ref)) {
        rows.add(row(ref));
      }
    }
    return rows;
  }

  /**
   * How much there is of a kind, without what is marked for deletion.
   *
   * @param sum of what payments amount to, of what is owed by contracts; else zero
   */
  public record Total(long rows, BigDecimal sum) {}

  /** Counts and sums all rows of a kind. */
  public synchronized Total total(Row.Kind kind) {
    long rows = 0;
    BigDecimal sum = BigDecimal.ZERO;
    for (Row row : read(kind, 0, Integer.MAX_VALUE / 2)) {
      if (!row.deleted()) {
        rows++;
        sum = sum.add(worth(row));
      }
    }
    return new Total(rows, sum);
  }

  private static BigDecimal worth(Row row) {
    return switch (row) {
      case Row.Contract contract -> contract.debt();
      case Row.Payment payment -> payment.amount();
      default -> BigDecimal.ZERO;
    };
  }

  /** A row by its guid. */
  public synchronized Optional<Row> find(String ref) {
    return Ref.read(ref).filter(this::exists).map(this::row);
  }

  /** Whoever has this number, in any spelling. */
  public synchronized List<Row.Client> findByPhone(String phone) {
    String ten = Numbers.ten(phone);
    Set<Long> suspects = new TreeSet<>();
    Numbers.owner(phone, generate.clients())
        .ifPresent(
            owner -> {
              suspects.add(owner);
              if (Numbers.sharesWithTheOneBefore(owner + 1) && owner + 1 < generate.clients()) {
                suspects.add(owner + 1);
              }
            });
    Optional.ofNullable(addedNumbers.get(ten)).ifPresent(ref -> suspects.add(ref.number()));
    return suspects.stream()
        .map(number -> (Row.Client) row(new Ref(Row.Kind.CLIENT, number)))
        .filter(client -> client.phones().stream().map(Numbers::ten).anyMatch(ten::equals))
        .toList();
  }

  /** Contracts, payments, visits and bookings of a client. */
  public synchronized List<Row> belongings(String clientRef) {
    List<Row> rows = new ArrayList<>();
    Optional<Ref> client = Ref.read(clientRef).filter(this::exists);
    client
        .filter(ref -> ref.number() < generate.clients())
        .ifPresent(
            ref -> {
              collect(rows, Row.Kind.CONTRACT, Share.CONTRACTS, ref.number());
              collect(rows, Row.Kind.PAYMENT, Share.PAYMENTS, ref.number());
              collect(rows, Row.Kind.VISIT, Share.VISITS, ref.number());
              collect(rows, Row.Kind.BOOKING, Share.BOOKINGS, ref.number());
            });
    addedTo.getOrDefault(clientRef, List.of()).forEach(ref -> rows.add(row(ref)));
    rows.removeIf(row -> Ref.read(row.ref()).filter(removed::contains).isPresent());
    return rows;
  }

  private void collect(List<Row> rows, Row.Kind kind, Share share, long client) {
    long first = share.before(client);
    for (int at = 0; at < share.of(client); at++) {
      rows.add(row(new Ref(kind, first + at)));
    }
  }

  private boolean exists(Ref ref) {
    return ref.number() < count(ref.kind()) && !removed.contains(ref);
  }

  private Row row(Ref ref) {
    Row changed = kept.get(ref);
    return changed == null ? generate.row(ref) : changed;
  }

  // ---- changes, as read by somebody who acknowledges

  /**
   * The next changes not yet acknowledged.
   *
   * @param after number of the last change read, 0 to begin
   */
  public synchronized Changes changes(long after, int limit) {
    List<Map.Entry<Long, Ref>> next = changes.after(after, limit);
    long last = next.isEmpty() ? after : next.getLast().getKey();
    return new Changes(
        next.stream().map(entry -> row(entry.getValue())).toList(), last, changes.hasAfter(last));
  }

  /**
   * Changes read.
   *
   * @param last number of the last of them: to go on from, and to acknowledge
   */
  public record Changes(List<Row> rows, long last, boolean more) {}

  /** Forgets changes up to this number; unsaid, they come again. */
  public synchronized void acknowledge(long last) {
    changes.acknowledge(last);
  }

  /** How many changes wait to be acknowledged. */
  public synchronized int unacknowledged() {
    return changes.size();
  }

  // ---- life

  /**
   * Changes so many rows, spread over the base: people get another name, contracts another debt,
   * others a visit. The same calls make the same changes.
   */
  public synchronized void change(int rows) {
    Dice dice = new Dice(version);
    for (int at = 0; at < rows; at++) {
      long client = Math.floorMod(dice.roll(at, 1, Integer.MAX_VALUE), generate.clients());
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
    quiet = true;
    try {
      changes.accept(this);
    } finally {
      quiet = false;
    }
  }

  /** Removes a row for good, and tells nobody. */
  public synchronized void remove(String ref) {
    removed.add(Ref.read(ref).orElseThrow());
  }

  /** A new client; answers its guid. */
  public synchronized String addClient(String name, String phone) {
    Ref ref = next(Row.Kind.CLIENT);
    addedNumbers.put(Numbers.ten(phone), ref);
    return keep(
        ref,
        new Row.Client(
            ref.toString(), ++version, false, name, List.of(phone), null, null, "Центральный"));
  }

  public synchronized void rename(String clientRef, String name) {
    edit(
        clientRef,
        Row.Client.class,
        old ->
            new Row.Client(
                old.ref(),
                ++version,
                old.deleted(),
                name,
                old.phones(),
                old.email(),
                old.birthDate(),
                old.branchRef()));
  }

  /** Marks a client for deletion, or takes the mark off. */
  public synchronized void markDeleted(String clientRef, boolean deleted) {
    edit(
        clientRef,
        Row.Client.class,
        old ->
            new Row.Client(
                old.ref(),
                ++version,
                deleted,
                old.name(),
                old.phones(),
                old.email(),
                old.birthDate(),
                old.branchRef()));
  }

  /** Sells a fixed-term membership not yet paid; answers the contract's guid. */
  public synchronized String sell(String clientRef, LocalDateTime at) {
    return add(
        Row.Kind.CONTRACT,
        clientRef,
        ref ->
            new Row.Contract(
                ref,
                ++version,
                false,
                clientRef,
                "MEMBERSHIP",
                "FIXED_TERM",
                "Безлимит, месяцев: 12",
                "AWAITING_PAYMENT",
                at.toLocalDate(),
                at.toLocalDate().plusYears(1),
                null,
                null,
                BigDecimal.valueOf(58_800),
                BigDecimal.valueOf(58_800),
                null,
                null,
                at));
  }

  /** Sets the debt of a client's first contract; without one nothing happens. */
  public synchronized void owe(String clientRef, BigDecimal debt) {
    belongings(clientRef).stream()
        .filter(Row.Contract.class::isInstance)
        .findFirst()
        .ifPresent(contract -> edit(contract.ref(), Row.Contract.class, old -> owing(old, debt)));
  }

  private Row.Contract owing(Row.Contract old, BigDecimal debt) {
    boolean awaited = old.status().equals("AWAITING_PAYMENT") && debt.signum() == 0;
    return new Row.Contract(
        old.ref(),
        ++version,
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

  /** Pays a contract in full: a payment, and the contract without debt. */
  public synchronized String pay(String contractRef, LocalDateTime at) {
    Row.Contract contract = need(contractRef, Row.Contract.class);
    edit(contractRef, Row.Contract.class, old -> owing(old, BigDecimal.ZERO));
    return payment(contract, "PURCHASE", "SUCCEEDED", at);
  }

  /** An automatic charge that did not go through. */
  public synchronized String failPayment(String contractRef, LocalDateTime at) {
    return payment(need(contractRef, Row.Contract.class), "RECURRING", "FAILED", at);
  }

  private String payment(Row.Contract contract, String kind, String status, LocalDateTime at) {
    return add(
        Row.Kind.PAYMENT,
        contract.clientRef(),
        ref ->
            new Row.Payment(
                ref,
                ++version,
                false,
                contract.clientRef(),
                contract.ref(),
                kind,
                contract.price(),
                status,
                at,
                null));
  }

  public synchronized String visit(String clientRef, LocalDateTime at) {
    return add(
        Row.Kind.VISIT, clientRef, ref -> new Row.Visit(ref, ++version, false, clientRef, at));
  }

  public synchronized String book(String clientRef, LocalDateTime at, String title) {
    return add(
        Row.Kind.BOOKING,
        clientRef,
        ref -> new Row.Booking(ref, ++version, false, clientRef, at, title, "PLANNED", null));
  }

  private interface Make {
    Row row(String ref);
  }

  private String add(Row.Kind kind, String clientRef, Make make) {
    need(clientRef, Row.Client.class);
    Ref ref = next(kind);
    addedTo.computeIfAbsent(clientRef, first -> new ArrayList<>()).add(ref);
    return keep(ref, make.row(ref.toString()));
  }

  private Ref next(Row.Kind kind) {
    return new Ref(kind, counts.merge(kind, 1L, Long::sum) - 1);
  }

  private <R extends Row> void edit(String ref, Class<R> kind, UnaryOperator<R> edit) {
    R old = need(ref, kind);
    keep(Ref.read(ref).orElseThrow(), edit.apply(old));
  }

  private <R extends Row> R need(String ref, Class<R> kind) {
    return find(ref)
        .filter(kind::isInstance)
        .map(kind::cast)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the base has no " + kind.getSimpleName() + " " + ref));
  }

  private String keep(Ref ref, Row row) {
    kept.put(ref, row);
    if (!quiet) {
      changes.register(ref);
    }
    return row.ref();
  }

  // ---- what others give

  /** Leads given to this base. */
  public Leads leads() {
    return leads;
  }

  /** Takes employees' work hours; the same ref again replaces. */
  public synchronized void takeShift(Row.Shift shift) {
    takenShifts.put(shift.ref(), shift);
  }

  /** Work hours given to this base. */
  public synchronized List<Row.Shift> takenShifts() {
    return List.copyOf(takenShifts.values());
  }

  /** A client's first phone, null for an unknown client. */
  public synchronized @Nullable String phoneOf(String clientRef) {
    return find(clientRef)
        .filter(Row.Client.class::isInstance)
        .map(row -> ((Row.Client) row).phones().getFirst())
        .orElse(null);
  }
}
