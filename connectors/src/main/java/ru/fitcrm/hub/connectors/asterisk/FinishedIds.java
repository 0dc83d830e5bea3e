package ru.fitcrm.hub.connectors.asterisk;

import java.util.LinkedHashSet;
import java.util.Set;

/** Identities of what has ended, the latest so many: a late event must not bring a call back. */
final class FinishedIds {
  private final int capacity;
  private final Set<String> ids = new LinkedHashSet<>();

  FinishedIds(int capacity) {
    this.capacity = capacity;
  }

  void add(String id) {
    ids.remove(id);
    ids.add(id);
    if (ids.size() > capacity) {
      ids.remove(ids.iterator().next());
    }
  }

  void forget(String id) {
    ids.remove(id);
  }

  boolean contains(String id) {
    return ids.contains(id);
  }

  int size() {
    return ids.size();
  }
}
