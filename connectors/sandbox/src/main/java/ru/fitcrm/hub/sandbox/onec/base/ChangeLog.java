package ru.fitcrm.hub.sandbox.onec.base;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What changed and nobody has acknowledged yet, as an exchange plan of 1C keeps it: a row stands in
 * it once, at its last change.
 */
final class ChangeLog {

  private final TreeMap<Long, Ref> byNumber = new TreeMap<>();
  private final Map<Ref, Long> numbers = new HashMap<>();
  private long last;

  void register(Ref ref) {
    Long before = numbers.put(ref, ++last);
    if (before != null) {
      byNumber.remove(before);
    }
    byNumber.put(last, ref);
  }

  int size() {
    return byNumber.size();
  }

  /** The next changes after a number, oldest first. */
  List<Map.Entry<Long, Ref>> after(long number, int limit) {
    return byNumber.tailMap(number, false).entrySet().stream()
        .limit(limit)
        .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
        .toList();
  }

  boolean hasAfter(long number) {
    return byNumber.higherKey(number) != null;
  }

  /** Forgets what was told up to this number; a row changed again since then stays. */
  void acknowledge(long number) {
    Map<Long, Ref> told = byNumber.headMap(number, true);
    numbers.keySet().removeAll(Set.copyOf(told.values()));
    told.clear();
  }
}
