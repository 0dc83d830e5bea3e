package ru.fitcrm.hub.core.sync;

import java.util.List;
import java.util.Map;

/**
 * What became of a packet.
 *
 * @param counts of each entity it had rows of
 * @param rejections rows that were not taken, and cells that were left out of rows that were
 */
public record Applied(Map<Entity, Counts> counts, List<Rejection> rejections) {

  public Applied {
    counts = Map.copyOf(counts);
    rejections = List.copyOf(rejections);
  }

  /**
   * Rows of one entity.
   *
   * @param read rows told
   * @param changed rows written, new ones and changed ones
   * @param unchanged rows that are known so, or better: old versions, repetitions
   * @param waiting rows whose client is not known yet
   * @param rejected rows with a cell that cannot be read
   */
  public record Counts(long read, long changed, long unchanged, long waiting, long rejected) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    Counts plus(Counts more) {
      return new Counts(
          read + more.read,
          changed + more.changed,
          unchanged + more.unchanged,
          waiting + more.waiting,
          rejected + more.rejected);
    }
  }

  /** All entities together. */
  public Counts total() {
    return counts.values().stream().reduce(Counts.NONE, Counts::plus);
  }
}
