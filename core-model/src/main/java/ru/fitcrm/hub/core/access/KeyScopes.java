package ru.fitcrm.hub.core.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.platform.InvalidInput;

/**
 * What a key may do.
 *
 * @param granted for example {@code clients:read}; null: everything its role may
 */
public record KeyScopes(@Nullable List<String> granted) {

  /** A key as it always was: its role alone decides. */
  public static final KeyScopes ALL = new KeyScopes(null);

  public KeyScopes {
    granted = granted == null ? null : List.copyOf(granted);
  }

  /** All there are, in the order people look for them. */
  public static List<String> known() {
    return Arrays.stream(KeyArea.values())
        .flatMap(area -> Stream.of(area.read(), area.write()))
        .toList();
  }

  /**
   * Reads what somebody wants a key to have.
   *
   * @param wanted null for everything
   * @throws InvalidInput naming the one that is unknown
   */
  public static KeyScopes of(@Nullable Collection<String> wanted) {
    if (wanted == null) {
      return ALL;
    }
    SortedSet<String> granted = new TreeSet<>();
    for (String one : wanted) {
      if (one == null || !known().contains(one)) {
        throw new InvalidInput(
            "scopes",
            "scope.unknown",
            "scopes: nothing is called %s; there are %s"
                .formatted(one, String.join(", ", known())));
      }
      granted.add(one);
    }
    if (granted.isEmpty()) {
      throw new InvalidInput(
          "scopes",
          "scope.none",
          "scopes must name at least one; leave them out for all the key's role may");
    }
    return new KeyScopes(List.copyOf(granted));
  }

  /** Whoever may write may read. */
  public boolean allow(String scope) {
    List<String> mine = granted;
    return mine == null
        || mine.contains(scope)
        || (scope.endsWith(":read") && mine.contains(scope.replace(":read", ":write")));
  }

  /** Whether all that {@code other} may is here, too. */
  public boolean include(KeyScopes other) {
    List<String> theirs = other.granted();
    return granted == null || (theirs != null && theirs.stream().allMatch(this::allow));
  }
}
