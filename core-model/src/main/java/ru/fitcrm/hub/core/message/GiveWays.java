package ru.fitcrm.hub.core.message;

import java.sql.Types;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.journal.FollowAtOnce;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.outbox.MessageKind;
import ru.fitcrm.hub.core.outbox.OutboxSignal;
import ru.fitcrm.hub.core.platform.SqlFile;

/**
 * Gives messages a channel, all that are due in one statement: the first that can reach, and later
 * the next, where one did not deliver in time.
 */
public final class GiveWays implements FollowAtOnce {

  /** Longer than a gateway's answer may take; a claim older than that is lost. */
  private static final Duration LEASE = Duration.ofMinutes(3);

  /**
   * How a message rides the outbox. A lost claim comes again, and is looked for before it is
   * repeated.
   */
  static final MessageKind KIND =
      new MessageKind("text", Purpose.SERVICE.goodFor(), LEASE, true, true);

  private static final String GIVE = SqlFile.read(GiveWays.class, "give_ways.sql");

  private static final String CLUBS_WITH_DUE =
      "select distinct club_id from message where way_due_at <= now() limit 200";

  private final ClubGate gate;
  private final JdbcClient jdbc;
  private final OutboxSignal signal;

  GiveWays(ClubGate gate, JdbcClient jdbc, OutboxSignal signal) {
    this.gate = gate;
    this.jdbc = jdbc;
    this.signal = signal;
  }

  @Override
  public void follow(List<NewEvent> events) {
    // Only messages that rules have put want a way: see messagesPut.
  }

  @Override
  public void messagesPut() {
    var unused = give(null);
  }

  /**
   * Looks after messages of all clubs that have waited long enough for a channel. Any node may do
   * it.
   *
   * @return how many were looked at
   */
  public int sweep() {
    List<ClubId> clubs =
        gate.asPlatform(
            () -> jdbc.sql(CLUBS_WITH_DUE).query((row, i) -> new ClubId(row.getLong(1))).list());
    return clubs.stream().mapToInt(club -> gate.inClub(club, () -> give(null)).size()).sum();
  }

  /**
   * Looks for a channel for one message that is due. Runs inside the club's gate.
   *
   * @return false if there is none, or none any more
   */
  boolean give(long message) {
    return give(new Long[] {message}).stream().anyMatch(Way::found);
  }

  /** A message looked at, and whether a channel was found. */
  private record Way(long id, boolean found) {}

  private List<Way> give(Long @Nullable [] ids) {
    List<Way> ways =
        jdbc.sql(GIVE)
            .param("ids", ids, Types.ARRAY)
            .param("leaseMs", LEASE.toMillis())
            .param("codeMs", Purpose.CODE.goodFor().toMillis())
            .param("textMs", Purpose.SERVICE.goodFor().toMillis())
            .query(Way.class)
            .list();
    if (ways.stream().anyMatch(Way::found)) {
      wakeAfterCommit();
    }
    return ways;
  }

  private void wakeAfterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            signal.wake();
          }
        });
  }
}
