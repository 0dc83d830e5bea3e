package ru.fitcrm.hub.core.outbox;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.Where;
import ru.fitcrm.hub.core.replay.ReplayBox;
import ru.fitcrm.hub.core.replay.ReplayFilter;

/** Sends messages again: one, or those a replay finds. Every call runs inside the club's gate. */
public final class ReplayMessage implements ReplayBox {

  private static final Set<OutboxState> FAILED =
      EnumSet.of(OutboxState.REJECTED, OutboxState.UNKNOWN, OutboxState.EXPIRED);
  private static final Set<OutboxState> TAKEN =
      EnumSet.of(OutboxState.ACCEPTED, OutboxState.DELIVERED);

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

  private static final String UNDER_WAY =
      """
      select count(*) from outbox_message
       where replay_id = :replay and state in ('WAITING', 'CLAIMED') and next_at < now() + interval '1 minute'""";

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final Riders riders;

  ReplayMessage(JdbcClient jdbc, Outbox outbox, Riders riders) {
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
  public long count(ReplayFilter filter, boolean again) {
    Where where = where(filter, states(filter, again));
    return jdbc.sql(SearchOutbox.count(where)).params(where.values()).query(Long.class).single();
  }

  @Override
  public int underWay(long replay) {
    return jdbc.sql(UNDER_WAY).param("replay", replay).query(Integer.class).single();
  }

  @Override
  public Map<String, Long> states(long replay) {
    Map<String, Long> states = new HashMap<>();
    jdbc.sql("select state, count(*) from outbox_message where replay_id = :replay group by state")
        .param("replay", replay)
        .query(
            row -> {
              states.put(row.getString(1), row.getLong(2));
            });
    return states;
  }

  @Override
  public Slice replay(Turn turn) {
    Set<OutboxState> states = states(turn.filter(), turn.again());
    List<Place> next = next(turn, states);
    if (next.isEmpty()) {
      return new Slice(0, 0, null, turn.afterId());
    }
    int done =
        waitAgain(
            next.stream().map(Place::id).toList(),
            states,
            turn.replay(),
            turn.author() + ", replay " + turn.replay());
    return new Slice(next.size(), done, next.getLast().at(), next.getLast().id());
  }

  private record Place(long id, Instant at) {}

  private List<Place> next(Turn turn, Set<OutboxState> states) {
    Where where =
        where(turn.filter(), states)
            .and("m.created_at < :before", "before", Columns.at(turn.before()));
    Instant afterAt = turn.afterAt();
    if (afterAt != null) {
      where
          .and("(m.created_at, m.id) > (:afterAt, :afterId)")
          .with("afterAt", afterAt.atOffset(ZoneOffset.UTC))
          .with("afterId", turn.afterId());
    }
    return jdbc.sql(SearchOutbox.oldestFirst(where))
        .params(where.values())
        .param("most", turn.most())
        .query((row, i) -> new Place(row.getLong("id"), Columns.time(row, "created_at")))
        .list();
  }

  private int waitAgain(
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

  private static Set<OutboxState> states(ReplayFilter filter, boolean again) {
    String asked = filter.state();
    if (asked == null) {
      return FAILED;
    }
    return Stream.concat(FAILED.stream(), TAKEN.stream())
        .filter(state -> state.name().equals(asked))
        .findFirst()
        .map(state -> allowed(state, again))
        .orElseThrow(
            () ->
                new InvalidInput(
                    "filter.state",
                    "replay.state",
                    "filter.state must be REJECTED, UNKNOWN, EXPIRED or, with \"again\": true,"
                        + " ACCEPTED or DELIVERED"));
  }

  private static Set<OutboxState> allowed(OutboxState state, boolean again) {
    if (TAKEN.contains(state) && !again) {
      throw new InvalidInput(
          "again",
          "replay.done-already",
          "These messages have been taken: say \"again\": true to send them once more");
    }
    return EnumSet.of(state);
  }

  private static Where where(ReplayFilter filter, Set<OutboxState> states) {
    OutboxQuery query =
        new OutboxQuery(
            filter.connection(),
            filter.kind(),
            null,
            filter.phone(),
            filter.clientId(),
            filter.ref(),
            filter.externalId(),
            filter.from(),
            filter.to());
    return SearchOutbox.where(query, states);
  }

  private boolean connectionIsThere(OutboxMessage message) {
    return jdbc.sql("select exists (select 1 from connection where id = :id)")
        .param("id", message.connectionId())
        .query(Boolean.class)
        .single();
  }
}
