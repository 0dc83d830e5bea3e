package ru.fitcrm.hub.core.sync;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comparing a connection's system with the hub came to.
 *
 * @param comparedAt when it was compared last, null if never
 * @param wanted whether the next night is to compare it
 * @param open rows known to differ
 * @param weights by entity; empty where the system counts nothing
 */
public record DriftCheck(
    long connectionId,
    @Nullable Instant comparedAt,
    boolean wanted,
    long open,
    List<Weighed> weights) {

  public DriftCheck {
    weights = List.copyOf(weights);
  }

  /**
   * How much there is of an entity, without what is marked for deletion.
   *
   * @param here rows the hub has, or holds back as rejected
   * @param there rows the system has
   * @param sumHere of payments, what they amount to; of contracts, what is owed; else null
   */
  public record Weighed(
      String entity,
      long here,
      long there,
      @Nullable BigDecimal sumHere,
      @Nullable BigDecimal sumThere) {

    /** Whether counts and sums agree; a sum nobody told agrees with any. */
    public boolean isSame() {
      return here == there
          && (sumHere == null || sumThere == null || sumHere.compareTo(sumThere) == 0);
    }
  }
}
