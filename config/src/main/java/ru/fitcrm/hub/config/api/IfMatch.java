package ru.fitcrm.hub.config.api;

import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.StaleVersion;

/**
 * The version a caller insists on. Without one the newest is taken, and a change that somebody
 * else's overtook is tried again.
 */
final class IfMatch {

  private static final Pattern TAG = Pattern.compile("(?:W/)?\"?([0-9]{1,18})\"?");
  private static final int TRIES = 3;

  private final @Nullable Long wanted;

  private IfMatch(@Nullable Long wanted) {
    this.wanted = wanted;
  }

  /**
   * @param header the If-Match header: an ETag as it was given, {@code *} or nothing
   */
  static IfMatch of(@Nullable String header) {
    if (header == null || header.isBlank() || header.strip().equals("*")) {
      return new IfMatch(null);
    }
    Matcher tag = TAG.matcher(header.strip());
    if (!tag.matches()) {
      throw new InvalidInput(
          "If-Match", "if-match.invalid", "If-Match must be the ETag of an answer, like \"7\"");
    }
    return new IfMatch(Long.valueOf(tag.group(1)));
  }

  /**
   * Changes a thing inside the club's gate.
   *
   * @param current reads the thing's version
   * @param change takes the version to change
   */
  <T> T change(InClub club, LongSupplier current, LongFunction<T> change) {
    for (int tried = 1; ; tried++) {
      try {
        return club.in(() -> change.apply(version(current.getAsLong())));
      } catch (StaleVersion stale) {
        if (wanted != null || tried == TRIES) {
          throw stale;
        }
      }
    }
  }

  /** Removes a thing inside the club's gate. */
  void remove(InClub club, String what, long id, LongSupplier current, Runnable remove) {
    club.run(
        () -> {
          long now = current.getAsLong();
          if (version(now) != now) {
            throw new StaleVersion(what, id, version(now), now);
          }
          remove.run();
        });
  }

  long version(long current) {
    return wanted == null ? current : wanted;
  }
}
