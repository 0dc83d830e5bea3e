package ru.fitcrm.hub.core.sync;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.person.PhoneReading;
import ru.fitcrm.hub.core.person.ReadPhone;

/**
 * Reads rows as they were told into rows that can be staged. A contact that cannot be read (a
 * phone, an e-mail address) is left out and noted; any other cell that cannot be read costs its
 * row. One thread at a time.
 */
final class ReadRow {

  private static final int MOST_PHONES = 20;
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
  private static final List<String> CONTRACT_KINDS = List.of("MEMBERSHIP", "PACKAGE");
  private static final List<String> TERMS = List.of("FIXED_TERM", "RECURRING");
  private static final List<String> CONTRACT_STATUSES =
      List.of("AWAITING_PAYMENT", "ACTIVE", "FROZEN", "ENDED", "TERMINATED");
  private static final List<String> PAYMENT_KINDS =
      List.of("PURCHASE", "RECURRING", "DEBT", "REFUND");
  private static final List<String> PAYMENT_STATUSES = List.of("SUCCEEDED", "FAILED", "WAITING");
  private static final List<String> BOOKING_STATUSES =
      List.of("PLANNED", "CONFIRMED", "ATTENDED", "MISSED", "CANCELLED");

  private final Cells cells;
  private final String region;
  private final RowHash hash = new RowHash();

  ReadRow(Club club) {
    this.cells = new Cells(club.zone());
    this.region = club.region();
  }

  StagedRow client(Packet.Client row) throws BadCell {
    String ref = ref(row.ref());
    boolean deleted = cells.flag("deleted", row.deleted());
    List<Rejection> notes = new ArrayList<>();
    String name = cells.text("name", row.name());
    List<String> phones = phones(ref, row.phones(), notes);
    boolean bare = deleted && name == null && phones.isEmpty();
    if (!bare && phones.isEmpty()) {
      Cells.need("name", name);
    }
    return staged(
        Entity.CLIENT,
        ref,
        row.version(),
        null,
        bare,
        notes,
        row,
        name,
        email(ref, row.email(), notes),
        cells.date("birthDate", row.birthDate()),
        cells.text("branchRef", row.branchRef()),
        deleted,
        phones);
  }

  StagedRow contract(Packet.Contract row) throws BadCell {
    String ref = ref(row.ref());
    boolean deleted = cells.flag("deleted", row.deleted());
    String owner = cells.ref("clientRef", row.clientRef());
    String kind = cells.choice("kind", row.kind(), CONTRACT_KINDS);
    String status = cells.choice("status", row.status(), CONTRACT_STATUSES);
    boolean bare = deleted && (owner == null || kind == null || status == null);
    needUnless(bare, "clientRef", owner);
    needUnless(bare, "kind", kind);
    needUnless(bare, "status", status);
    BigDecimal debt = cells.money("debt", row.debt());
    return staged(
        Entity.CONTRACT,
        ref,
        row.version(),
        owner,
        bare,
        List.of(),
        row,
        kind,
        term(kind, row.term()),
        cells.text("title", row.title()),
        deleted ? "TERMINATED" : status,
        cells.date("startsOn", row.startsOn()),
        cells.date("endsOn", row.endsOn()),
        cells.date("terminatesOn", row.terminatesOn()),
        cells.date("nextChargeOn", row.nextChargeOn()),
        cells.money("price", row.price()),
        debt == null ? BigDecimal.ZERO : debt,
        cells.count("visitsTotal", row.visitsTotal()),
        cells.count("visitsLeft", row.visitsLeft()),
        cells.moment("createdAt", row.createdAt()),
        deleted);
  }

  /** A membership whose term is not told is for a fixed term. */
  private @Nullable String term(@Nullable String kind, @Nullable String told) throws BadCell {
    if (!"MEMBERSHIP".equals(kind)) {
      return null;
    }
    String term = cells.choice("term", told, TERMS);
    return term == null ? "FIXED_TERM" : term;
  }

  StagedRow payment(Packet.Payment row) throws BadCell {
    String ref = ref(row.ref());
    boolean deleted = cells.flag("deleted", row.deleted());
    String owner = cells.ref("clientRef", row.clientRef());
    String kind = cells.choice("kind", row.kind(), PAYMENT_KINDS);
    BigDecimal amount = cells.money("amount", row.amount());
    String status = cells.choice("status", row.status(), PAYMENT_STATUSES);
    Instant at = cells.moment("at", row.at());
    boolean bare =
        deleted
            && (owner == null || kind == null || amount == null || status == null || at == null);
    needUnless(bare, "clientRef", owner);
    needUnless(bare, "kind", kind);
    needUnless(bare, "amount", amount);
    needUnless(bare, "status", status);
    needUnless(bare, "at", at);
    return staged(
        Entity.PAYMENT,
        ref,
        row.version(),
        owner,
        bare,
        List.of(),
        row,
        cells.ref("contractRef", row.contractRef()),
        kind,
        amount,
        status,
        at,
        cells.ref("transactionRef", row.transactionRef()),
        deleted);
  }

  StagedRow visit(Packet.Visit row) throws BadCell {
    String ref = ref(row.ref());
    boolean deleted = cells.flag("deleted", row.deleted());
    String owner = cells.ref("clientRef", row.clientRef());
    Instant at = cells.moment("at", row.at());
    boolean bare = deleted && (owner == null || at == null);
    needUnless(bare, "clientRef", owner);
    needUnless(bare, "at", at);
    return staged(Entity.VISIT, ref, row.version(), owner, bare, List.of(), row, at, deleted);
  }

  StagedRow booking(Packet.Booking row) throws BadCell {
    String ref = ref(row.ref());
    boolean deleted = cells.flag("deleted", row.deleted());
    String owner = cells.ref("clientRef", row.clientRef());
    Instant at = cells.moment("at", row.at());
    String status = cells.choice("status", row.status(), BOOKING_STATUSES);
    boolean bare = deleted && (owner == null || at == null || status == null);
    needUnless(bare, "clientRef", owner);
    needUnless(bare, "at", at);
    needUnless(bare, "status", status);
    return staged(
        Entity.BOOKING,
        ref,
        row.version(),
        owner,
        bare,
        List.of(),
        row,
        at,
        cells.text("service", row.service()),
        deleted ? "CANCELLED" : status,
        cells.text("reason", row.reason()),
        deleted);
  }

  StagedRow shift(Packet.Shift row) throws BadCell {
    String ref = ref(row.ref());
    boolean deleted = cells.flag("deleted", row.deleted());
    String owner = cells.ref("employeeRef", row.employeeRef());
    Instant from = cells.moment("startsAt", row.startsAt());
    Instant to = cells.moment("endsAt", row.endsAt());
    boolean bare = deleted && (owner == null || from == null || to == null);
    needUnless(bare, "employeeRef", owner);
    needUnless(bare, "startsAt", from);
    needUnless(bare, "endsAt", to);
    if (from != null && to != null && !from.isBefore(to)) {
      throw new BadCell("endsAt", "ends-before-start", "endsAt must be after startsAt");
    }
    return staged(Entity.SHIFT, ref, row.version(), owner, bare, List.of(), row, from, to, deleted);
  }

  /** The version alone, of a row that cannot be read; null if that is what cannot be read. */
  @Nullable Long versionOrNull(@Nullable String version) {
    try {
      return cells.version(version);
    } catch (BadCell e) {
      return null;
    }
  }

  private String ref(@Nullable String ref) throws BadCell {
    return Cells.need("ref", cells.ref("ref", ref));
  }

  private static void needUnless(boolean bare, String field, @Nullable Object value)
      throws BadCell {
    if (!bare) {
      Cells.need(field, value);
    }
  }

  private StagedRow staged(
      Entity entity,
      String ref,
      @Nullable String version,
      @Nullable String owner,
      boolean bare,
      List<Rejection> notes,
      Object told,
      @Nullable Object... values)
      throws BadCell {
    List<@Nullable Object> row = Arrays.asList(values);
    return new StagedRow(
        entity,
        ref,
        cells.version(version),
        hash.of(owner, bare, row),
        owner,
        bare,
        row,
        notes,
        told);
  }

  private List<String> phones(String ref, List<String> told, List<Rejection> notes) {
    Set<String> numbers = new LinkedHashSet<>();
    for (int i = 0; i < told.size(); i++) {
      PhoneReading reading = ReadPhone.read(told.get(i), region);
      String number = reading.e164OrNull();
      if (number != null && numbers.size() < MOST_PHONES) {
        numbers.add(number);
      } else if (reading instanceof PhoneReading.Unreadable) {
        notes.add(
            note(
                ref,
                "phones[" + i + "]",
                "no-phone",
                "this is not a number that exists: write it as +79161234567"));
      }
    }
    return List.copyOf(numbers);
  }

  private @Nullable String email(String ref, @Nullable String told, List<Rejection> notes) {
    String email = Cells.clean(told);
    if (email == null || (email.length() <= 254 && EMAIL.matcher(email).matches())) {
      return email;
    }
    notes.add(note(ref, "email", "no-email", "email must look like name@example.ru"));
    return null;
  }

  private static Rejection note(String ref, String field, String code, String reason) {
    return new Rejection(Entity.CLIENT.word(), ref, field, code, reason);
  }
}
