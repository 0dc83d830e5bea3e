package ru.fitcrm.hub.core.platform;

import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next cursor of the next page, null at the end
 */
public record Listing<T>(List<T> items, @Nullable String next) {

  public Listing {
    items = List.copyOf(items);
  }

  /** Cuts a page out of rows read with one more than {@code limit}. */
  public static <T> Listing<T> of(List<T> rows, int limit, ToLongFunction<T> id) {
    if (rows.size() <= limit) {
      return new Listing<>(rows, null);
    }
    List<T> page = rows.subList(0, limit);
    return new Listing<>(page, Long.toString(id.applyAsLong(page.get(limit - 1))));
  }
}
