package ru.fitcrm.hub.connectors.onec.odata;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;

/**
 * How many objects of an entity to ask for at once. Objects differ a thousandfold in size and a 1C
 * breaks on too many: it begins with few, aims at so many bytes, and takes a quarter when 1C
 * breaks.
 */
final class PageSizes {

  private static final int PROBE = 20;
  private static final int SHRINK = 4;
  private static final long BYTES_WANTED = 32L * 1024 * 1024;

  /** An answer that a smaller page may mend; after the first ones it is worth asking at once. */
  private static final Set<String> AT_ONCE =
      Set.of("http-500", "fault", "answer-too-large", "http-502");

  private static final Set<String> LATER = Set.of("timeout", "connection-cut", "http-504");

  private final int most;
  private final Map<String, Size> sizes = new HashMap<>();

  private record Size(int top, boolean brokeBefore) {}

  /**
   * @param most objects at once, as the connection's settings say
   */
  PageSizes(int most) {
    this.most = most;
  }

  synchronized int of(String entity) {
    return size(entity).top();
  }

  private Size size(String entity) {
    return sizes.getOrDefault(entity, new Size(Math.min(PROBE, most), false));
  }

  /** A page came. */
  synchronized void came(String entity, Listing page) {
    if (page.count() == 0) {
      return;
    }
    Size now = size(entity);
    long fit = BYTES_WANTED / Math.max(1, page.bytes() / page.count());
    long next = Math.min(Math.max(1, fit), now.brokeBefore() ? now.top() * 2L : most);
    sizes.put(entity, new Size((int) Math.min(most, next), now.brokeBefore()));
  }

  /** A page did not come; true if it is worth asking for a smaller one at once. */
  synchronized boolean broke(String entity, Trouble trouble) {
    Size now = size(entity);
    boolean atOnce = AT_ONCE.contains(trouble.code());
    if (now.top() == 1 || !(atOnce || LATER.contains(trouble.code()))) {
      return false;
    }
    sizes.put(entity, new Size(Math.max(1, now.top() / SHRINK), true));
    return atOnce;
  }
}
