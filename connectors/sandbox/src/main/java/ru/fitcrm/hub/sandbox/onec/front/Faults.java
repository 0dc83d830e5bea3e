package ru.fitcrm.hub.sandbox.onec.front;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes wrong, until cleared; for all operations or for one. */
public final class Faults {

  private static final String ANY = "*";

  private final Map<String, Fault> lasting = new HashMap<>();
  private final Map<String, Deque<Fault>> once = new HashMap<>();

  /** Every request from now on. */
  public void always(Fault fault) {
    always(ANY, fault);
  }

  /** Every request for this operation from now on. */
  public synchronized void always(String operation, Fault fault) {
    lasting.put(operation, fault);
  }

  /** The next request; several wait in line. */
  public void next(Fault fault) {
    next(ANY, fault);
  }

  /** The next request for this operation. */
  public synchronized void next(String operation, Fault fault) {
    once.computeIfAbsent(operation, first -> new ArrayDeque<>()).add(fault);
  }

  /** All is well again. */
  public synchronized void clear() {
    lasting.clear();
    once.clear();
  }

  synchronized @Nullable Fault of(String operation) {
    Fault next = poll(operation);
    if (next == null) {
      next = poll(ANY);
    }
    return next == null ? lasting.getOrDefault(operation, lasting.get(ANY)) : next;
  }

  private @Nullable Fault poll(String operation) {
    Deque<Fault> waiting = once.get(operation);
    return waiting == null ? null : waiting.poll();
  }
}
