package ru.fitcrm.hub.sandbox.onec.odata;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ru.fitcrm.hub.sandbox.onec.base.GeneratedBase;
import ru.fitcrm.hub.sandbox.onec.base.Row;

/** The hub's node of the base's exchange plan: what it was told, and what it has taken. */
final class ExchangeNode {

  static final String PLAN = "ExchangePlan_ОбменСХабом";
  static final String OWN = "0b5c6a1e-1111-4a00-8000-000000000001";
  static final String HUB = "a1b2c3d4-2222-4a00-8000-000000000002";

  private final GeneratedBase base;
  private final Map<Long, Long> told = new HashMap<>();
  private final Set<String> removed = new HashSet<>();
  private long received = 3;

  ExchangeNode(GeneratedBase base) {
    this.base = base;
  }

  synchronized void remove(String ref) {
    removed.add(ref);
  }

  /** The nodes, the base's own among them; numbers are texts here. */
  synchronized String list() {
    return """
    {"value": [
    {"Ref_Key": "%s", "Code": "БАЗА", "Description": "Эта база", "ThisNode": true, "ReceivedNo": "0"},
    {"Ref_Key": "%s", "Code": "ХАБ", "Description": "Хаб", "ThisNode": false, "ReceivedNo": "%d"}]}
    """
        .formatted(OWN, HUB, received);
  }

  /** All that was not taken yet, told under this number. */
  synchronized String select(String service, long number) {
    GeneratedBase.Changes changes = base.changes(0, Integer.MAX_VALUE);
    told.put(number, changes.last());
    List<Row> rows = changes.rows();
    return WriteFeed.of(service, rows, removed);
  }

  /** What was told under this number need not be told again. */
  synchronized void notify(long number) {
    Long last = told.remove(number);
    if (last != null) {
      base.acknowledge(last);
      received = Math.max(received, number);
    }
  }
}
