package ru.fitcrm.hub.sandbox.onec.base;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * All rows of a base: made when they are read, and kept once they were changed or added. Whatever
 * is kept is registered as a change. Guarded by the base that owns it.
 */
final class BaseRows {

  private final GenerateRow generate;
  private final Map<Ref, Row> kept = new HashMap<>();
  private final Map<Row.Kind, Long> counts = new EnumMap<>(Row.Kind.class);
  private final Map<String, List<Ref>> addedTo = new HashMap<>();
  private final Map<String, Ref> knownAs = new HashMap<>();
  private final Set<Ref> removed = new HashSet<>();
  private final ChangeLog changes = new ChangeLog();
  private boolean quiet;
  private long version = 1;

  BaseRows(GenerateRow generate) {
    this.generate = generate;
    for (Row.Kind kind : Row.Kind.values()) {
      counts.put(kind, generate.count(kind));
    }
  }

  // ---- reading

  long count(Row.Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  long count() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many clients the base began with; those added since come after them. */
  long firstClients() {
    return generate.clients();
  }

  Row row(Ref ref) {
    Row changed = kept.get(ref);
    return changed == null ? generate.row(ref) : changed;
  }

  List<Row> read(Row.Kind kind, long from, int limit) {
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

  GeneratedBase.Total total(Row.Kind kind) {
    long rows = 0;
    BigDecimal sum = BigDecimal.ZERO;
    for (Row row : read(kind, 0, Integer.MAX_VALUE / 2)) {
      if (!row.deleted()) {
        rows++;
        sum = sum.add(worth(row));
      }
    }
    return new GeneratedBase.Total(rows, sum);
  }

  private static BigDecimal worth(Row row) {
    return switch (row) {
      case Row.Contract contract -> contract.debt();
      case Row.Payment payment -> payment.amount();
      default -> BigDecimal.ZERO;
    };
  }

  Optional<Row> find(String ref) {
    return existing(ref).map(this::row);
  }

  <R extends Row> R need(String ref, Class<R> kind) {
    return find(ref)
        .filter(kind::isInstance)
        .map(kind::cast)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the base has no " + kind.getSimpleName() + " " + ref));
  }

  List<Row> belongings(String clientRef) {
    List<Row> rows = new ArrayList<>();
    existing(clientRef)
        .filter(ref -> ref.number() < firstClients())
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

  private Optional<Ref> existing(String ref) {
    return resolve(ref)
        .filter(read -> read.number() < count(read.kind()) && !removed.contains(read));
  }

  private Optional<Ref> resolve(String ref) {
    return Optional.ofNullable(knownAs.get(ref)).or(() -> Ref.read(ref));
  }

  // ---- changing

  ChangeLog changes() {
    return changes;
  }

  /** Of the last change. */
  long version() {
    return version;
  }

  /** Counts a change and answers its version. */
  long nextVersion() {
    return ++version;
  }

  /** A place for one more row of a kind. */
  Ref next(Row.Kind kind) {
    return new Ref(kind, counts.merge(kind, 1L, Long::sum) - 1);
  }

  /** A place for a row known by a guid of its own: a lead's, or one the hub gave. */
  Ref nextKnownAs(Row.Kind kind, String guid) {
    Ref ref = next(kind);
    knownAs.put(guid, ref);
    return ref;
  }

  /** Keeps a row under the guid it brings, in the place of the one known by it. */
  void take(Row.Kind kind, Row row) {
    Ref ref = existing(row.ref()).orElseGet(() -> nextKnownAs(kind, row.ref()));
    String unused = keep(ref, row);
  }

  /**
   * Adds a row that belongs to a client; answers its guid.
   *
   * @param make makes the row of its guid
   */
  String add(Row.Kind kind, String clientRef, Function<String, Row> make) {
    need(clientRef, Row.Client.class);
    Ref ref = next(kind);
    addedTo.computeIfAbsent(clientRef, first -> new ArrayList<>()).add(ref);
    return keep(ref, make.apply(ref.toString()));
  }

  <R extends Row> void edit(String ref, Class<R> kind, UnaryOperator<R> edit) {
    R old = need(ref, kind);
    keep(resolve(ref).orElseThrow(), edit.apply(old));
  }

  String keep(Ref ref, Row row) {
    kept.put(ref, row);
    if (!quiet) {
      changes.register(ref);
    }
    return row.ref();
  }

  /** What is changed meanwhile is registered nowhere. */
  void quietly(Runnable change) {
    quiet = true;
    try {
      change.run();
    } finally {
      quiet = false;
    }
  }

  /** Removes a row for good, and registers nothing. */
  void remove(String ref) {
    removed.add(resolve(ref).orElseThrow());
  }
}
