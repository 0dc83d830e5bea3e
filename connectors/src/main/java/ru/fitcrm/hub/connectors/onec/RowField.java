package ru.fitcrm.hub.connectors.onec;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a field of a packet's row holds, by its name: the same in all rows. */
public enum RowField {
  TEXT,
  REF,
  DATE,
  MOMENT,
  MONEY,
  WHOLE,
  FLAG,
  PHONES;

  private static final Set<String> DATES =
      Set.of("birthDate", "startsOn", "endsOn", "terminatesOn", "nextChargeOn");
  private static final Set<String> MOMENTS = Set.of("at", "createdAt", "startsAt", "endsAt");
  private static final Set<String> SUMS = Set.of("price", "debt", "amount");
  private static final Set<String> NUMBERS = Set.of("visitsTotal", "visitsLeft", "version");

  /**
   * @param field for example {@code birthDate}
   */
  public static RowField of(String field) {
    if (DATES.contains(field)) {
      return DATE;
    }
    if (MOMENTS.contains(field)) {
      return MOMENT;
    }
    if (SUMS.contains(field)) {
      return MONEY;
    }
    if (NUMBERS.contains(field)) {
      return WHOLE;
    }
    return switch (field) {
      case "phones" -> PHONES;
      case "deleted" -> FLAG;
      case "ref", "clientRef", "contractRef", "employeeRef", "branchRef" -> REF;
      default -> TEXT;
    };
  }

  /** Fields of a kind of rows, for example of {@code Packet.Client}. */
  public static List<String> of(Class<? extends Record> row) {
    return Arrays.stream(row.getRecordComponents()).map(each -> each.getName()).toList();
  }

  /** The cell as a packet takes it. */
  public @Nullable String read(@Nullable String cell) {
    return switch (this) {
      case TEXT, PHONES -> Cell.text(cell);
      case REF -> Cell.ref(cell);
      case DATE -> Cell.date(cell);
      case MOMENT -> Cell.moment(cell);
      case MONEY -> Cell.money(cell);
      case WHOLE -> Cell.whole(cell);
      case FLAG -> Cell.flag(cell);
    };
  }
}
