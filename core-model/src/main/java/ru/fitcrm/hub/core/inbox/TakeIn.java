package ru.fitcrm.hub.core.inbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.platform.GroupWork;

/**
 * Writes down what came in, once it has returned for good, and hands it to the one who took it in
 * to apply at once, where nothing before it waits. What comes for a club at the same time shares
 * one commit.
 */
public final class TakeIn {

  private static final int TOGETHER = 128;
  private static final int WAITING = 5_000;

  /** So many in one commit are a crowd, which is over when none came for a while. */
  private static final int CROWD = 4;

  private static final long CROWDED_NANOS = 200_000_000;

  private static final Comparator<Asked> ALWAYS_THE_SAME =
      Comparator.<Asked>comparingLong(one -> one.received().connection())
          .thenComparing(one -> String.valueOf(one.received().externalId()));

  private final ClubGate gate;
  private final WriteReceived write;
  private final ConcurrentHashMap<ClubId, GroupWork<Asked, Supplier<Taken>>> clubs =
      new ConcurrentHashMap<>();

  private volatile long crowdedAt = System.nanoTime() - CROWDED_NANOS;

  TakeIn(ClubGate gate, JdbcClient jdbc, ObjectMapper json) {
    this.gate = gate;
    this.write = new WriteReceived(jdbc, json);
  }

  /**
   * When this returns, the message survives whatever comes; inside a gate that is open already,
   * once that has committed.
   *
   * @throws GroupWork.TooMany if so many wait to be written that the sender had better come back
   */
  public Taken take(ClubId club, Received received) {
    return ask(club, new Asked(received, true));
  }

  /** As {@link #take}, but the taker has no hand free: whoever has one next applies it. */
  public Taken leave(ClubId club, Received received) {
    return ask(club, new Asked(received, false));
  }

  /** Whether so much comes in at once that applying what came should leave room for it. */
  public boolean isCrowded() {
    return System.nanoTime() - crowdedAt < CROWDED_NANOS;
  }

  /** A message, and whether its taker is to have it in hand. */
  record Asked(Received received, boolean inHand) {}

  private Taken ask(ClubId club, Asked asked) {
    boolean alone =
        asked.received().orderKey() != null
            || TransactionSynchronizationManager.isActualTransactionActive();
    return alone
        ? writeAll(club, List.of(asked)).get(0)
        : clubs
            .computeIfAbsent(club, key -> new GroupWork<>(TOGETHER, WAITING, all -> each(key, all)))
            .ask(asked)
            .get();
  }

  /** What taking in came to. */
  public sealed interface Taken {

    /** Of the message now, or of the one it repeats. */
    long id();

    /**
     * It is new.
     *
     * @param mine to be applied now by the caller; null if it was left, or something before it
     *     waits
     */
    record New(long id, @Nullable Claimed mine) implements Taken {}

    /** The sender's id was there before. */
    record Known(long id) implements Taken {}
  }

  /** One that cannot be written must not take the others with it. */
  private List<Supplier<Taken>> each(ClubId club, List<Asked> all) {
    if (all.size() >= CROWD) {
      crowdedAt = System.nanoTime();
    }
    try {
      return writeInOrder(club, all).stream().map(TakeIn::given).toList();
    } catch (DataAccessException e) {
      if (all.size() == 1) {
        throw e;
      }
      return all.stream().map(one -> alone(club, one)).toList();
    }
  }

  private Supplier<Taken> alone(ClubId club, Asked one) {
    try {
      return given(writeAll(club, List.of(one)).get(0));
    } catch (DataAccessException e) {
      return () -> {
        throw e;
      };
    }
  }

  private static Supplier<Taken> given(Taken taken) {
    return () -> taken;
  }

  /** In an order all nodes keep, or two that write the same ids could wait for each other. */
  private List<Taken> writeInOrder(ClubId club, List<Asked> all) {
    List<Integer> order =
        IntStream.range(0, all.size())
            .boxed()
            .sorted(Comparator.comparing(all::get, ALWAYS_THE_SAME))
            .toList();
    List<Taken> taken = writeAll(club, order.stream().map(all::get).toList());
    Taken[] back = new Taken[all.size()];
    IntStream.range(0, order.size()).forEach(i -> back[order.get(i)] = taken.get(i));
    return List.of(back);
  }

  private List<Taken> writeAll(ClubId club, List<Asked> all) {
    return gate.inClub(club, () -> write.write(club, all));
  }
}
