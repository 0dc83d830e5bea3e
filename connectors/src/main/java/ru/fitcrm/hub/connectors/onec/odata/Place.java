package ru.fitcrm.hub.connectors.onec.odata;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a full reading stands.
 *
 * @param skip objects of the entity read before
 * @param total of the entity when last told, -1 if not told
 * @param all of all entities when the reading began, -1 if not told
 */
record Place(String entity, long skip, long total, long all) {

  private static final Pattern WRITTEN =
      Pattern.compile("([^:]+):(\\d{1,15}):(-1|\\d{1,15}):(-1|\\d{1,15})");

  static Optional<Place> read(String position) {
    Matcher part = WRITTEN.matcher(position);
    return part.matches()
        ? Optional.of(
            new Place(
                part.group(1),
                Long.parseLong(part.group(2)),
                Long.parseLong(part.group(3)),
                Long.parseLong(part.group(4))))
        : Optional.empty();
  }

  /**
   * Where to go on in the same entity; null at its end. Objects removed before this place have
   * moved those after it forward: by so many it goes back.
   */
  @Nullable Place after(Listing page, int asked) {
    long now = page.total() == null ? -1 : page.total();
    if (now >= 0 && total > now && skip > 0) {
      return new Place(entity, Math.max(0, skip - (total - now)), now, all);
    }
    long read = skip + page.count();
    boolean end = page.count() == 0 || (now >= 0 ? read >= now : page.count() < asked);
    return end ? null : new Place(entity, read, now, all);
  }

  @Override
  public String toString() {
    return entity + ":" + skip + ":" + total + ":" + all;
  }
}
