package ru.fitcrm.hub.core.platform;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a search that were asked for, and no others: a condition that may be absent
 * ({@code :x is null or …}) would keep a plan from its index.
 */
public final class Where {

  private final StringBuilder sql = new StringBuilder();
  private final Map<String, Object> values = new HashMap<>();

  /** A condition without a value. */
  public Where and(String condition) {
    sql.append(sql.isEmpty() ? " where " : "\n   and ").append(condition);
    return this;
  }

  /** A condition on a value, left out if there is none. */
  public Where and(String condition, String name, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    values.put(name, value);
    return and(condition);
  }

  /** One more value of the conditions. */
  public Where with(String name, Object value) {
    values.put(name, value);
    return this;
  }

  /** Empty, or beginning with {@code where}. */
  public String sql() {
    return sql.toString();
  }

  public Map<String, Object> values() {
    return Map.copyOf(values);
  }
}
