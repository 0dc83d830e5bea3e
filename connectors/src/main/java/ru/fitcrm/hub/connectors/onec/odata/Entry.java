package ru.fitcrm.hub.connectors.onec.odata;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An object of 1C as it came, every value the text it was written in.
 *
 * @param cells property → value; absent if null
 * @param sections tabular section → its rows
 */
record Entry(Map<String, String> cells, Map<String, List<Map<String, String>>> sections) {

  /** A row of one of its sections, with what the object itself says beside it. */
  Entry row(Map<String, String> row) {
    Map<String, String> both = new HashMap<>(cells);
    both.putAll(row);
    return new Entry(both, Map.of());
  }
}
