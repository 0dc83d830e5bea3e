package ru.fitcrm.hub.core.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one entity in one packet, each ref once: of several the highest version, or else the
 * last.
 */
final class Sieve {

  private final Map<String, StagedRow> good = new LinkedHashMap<>();
  private final Map<String, BadRow> bad = new LinkedHashMap<>();

  void take(StagedRow row) {
    StagedRow known = good.get(row.ref());
    if (known != null && isOlder(row.version(), known.version())) {
      return;
    }
    good.put(row.ref(), row);
    BadRow rejected = bad.get(row.ref());
    if (rejected != null && !isOlder(row.version(), rejected.version())) {
      bad.remove(row.ref());
    }
  }

  void reject(BadRow row) {
    String ref = row.rejection().ref();
    StagedRow known = good.get(ref);
    BadRow rejected = bad.get(ref);
    boolean old =
        (known != null && row.isOlderThan(known.version()))
            || (rejected != null && row.isOlderThan(rejected.version()));
    if (!old) {
      bad.put(ref, row);
    }
  }

  Collection<StagedRow> good() {
    return good.values();
  }

  List<BadRow> bad() {
    return new ArrayList<>(bad.values());
  }

  /** Takes rows out for good, by what was told. */
  void drop(Predicate<Object> told) {
    good.values().removeIf(row -> told.test(row.told()));
    dropBad(told);
  }

  void dropBad(Predicate<Object> told) {
    bad.values().removeIf(row -> told.test(row.told()));
  }

  /** Leaves the texts out of rows that are taken, by what was told. */
  void silence(Predicate<Object> told) {
    good.replaceAll((ref, row) -> told.test(row.told()) ? row.withoutTexts() : row);
  }

  private static boolean isOlder(@Nullable Long version, @Nullable Long than) {
    return version != null && than != null && version < than;
  }
}
