package ru.fitcrm.hub.core.outbox;

import java.sql.Types;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.replay.ReplayStates;
import ru.fitcrm.hub.core.replay.ReplayTable;

/** Sends messages again: one, or those a replay finds. Every call runs inside the club's gate. */
public final class ReplayMessage extends ReplayTable<OutboxState> {

  private static final Set<OutboxState> FAILED =
      EnumSet.of(OutboxState.REJECTED, OutboxState.UNKNOWN, OutboxState.EXPIRED);
  private static final ReplayStates<OutboxState> STATES =
      new ReplayStates<>(
          FAILED,
          EnumSet.of(OutboxState.ACCEPTED, OutboxState.DELIVERED),
          EnumSet.of(OutboxState.WAITING, OutboxState.CLAIMED));

  /** The same row, so that the receiver is shown the same id; of an order key the oldest first. */
  private static final String WAIT_AGAIN =
      """
      with again as (
        update outbox_message m
           set state = 'WAITING', attempts = 0, next_at = now(), good_until = now() + m.good_for,
               settled_at = null, code = null, reason = null,
               replay_id = coalesce(cast(:replay as bigint), m.replay_id)
         where m.id = any (:ids) and m.state = any (:states) and m.kind = any (:kinds)
           and m.body_removed_at is null
           and exists (select 1 from connection c where c.id = m.connection_id)
        returning m.id
      )
      insert into delivery_attempt (message_id, outcome, reason)
      select id, 'REPLAYED', 'by ' || :author from again""";

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final Riders riders;

  ReplayMessage(JdbcClient jdbc, Outbox outbox, Riders riders) {
    super(jdbc, SearchOutbox.in(jdbc), STATES);
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.riders = riders;
  }

  /**
   * The message waits again, with all its attempts and time before it; earlier tries stay shown.
   *
   * @param author for its history
   * @throws Conflict if it has not failed, is of a kind that makes no sense later, its body was
   *     removed, or its connection is gone
   */
  public OutboxMessage replay(long id, String author) {
    OutboxMessage message = outbox.get(id);
    if (!riders.replayable().contains(message.kind())) {
      throw new Conflict(
          "outbox.not-replayable",
          "A message of kind " + message.kind() + " is not sent again: do what made it anew");
    }
    if (!connectionIsThere(message)) {
      throw new Conflict(
          "outbox.connection-gone", "Its connection was removed: do what made it anew");
    }
    if (outbox.bodyRemovedAt(id).isPresent()) {
      throw new Conflict("outbox.body-removed", "What it said was removed: do what made it anew");
    }
    if (waitAgain(List.of(id), FAILED, null, author) == 0) {
      throw new Conflict(
          "outbox.not-failed",
          "Only a REJECTED, UNKNOWN or EXPIRED message is sent again; this one is "
              + message.state());
    }
    return outbox.get(id);
  }

  @Override
  public String name() {
    return "outbox";
  }

  @Override
  protected int waitAgain(
      List<Long> ids, Set<OutboxState> states, @Nullable Long replay, String author) {
    int again =
        jdbc.sql(WAIT_AGAIN)
            .param("ids", ids.toArray(Long[]::new))
            .param("states", states.stream().map(Enum::name).toArray(String[]::new))
            .param("kinds", riders.replayable().toArray(String[]::new))
            .param("replay", replay, Types.BIGINT)
            .param("author", author)
            .update();
    outbox.wakeAfterCommit();
    return again;
  }

  private boolean connectionIsThere(OutboxMessage message) {
    return jdbc.sql("select exists (select 1 from connection where id = :id)")
        .param("id", message.connectionId())
        .query(Boolean.class)
        .single();
  }
}
