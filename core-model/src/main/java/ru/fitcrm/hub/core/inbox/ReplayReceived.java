package ru.fitcrm.hub.core.inbox;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.Where;
import ru.fitcrm.hub.core.replay.ReplayBox;
import ru.fitcrm.hub.core.replay.ReplayFilter;

/** Has received messages applied again: one, or those a replay finds. Runs in the club's gate. */
public final class ReplayReceived implements ReplayBox {

  private static final Set<InboxState> FAILED = EnumSet.of(InboxState.REJECTED, InboxState.FAILED);

  /** The oldest of an order key is applied first, as when they came. */
  private static final String WAIT_AGAIN =
      """
      with again as (
        update inbox_message m
           set state = 'RECEIVED', next_at = now(), attempts = 0, reason_code = null, reason = null,
               claim = null, claimed_until = null, replay_id = coalesce(cast(:replay as bigint), replay_id)
         where m.id = any (:ids) and m.state = any (:states)
           and exists (select 1 from inbox_body b where b.message_id = m.id)
        returning m.id
      )
      insert into inbox_attempt (message_id, outcome, reason)
      select id, 'REPLAYED', 'by ' || :author from again""";

  private static final String UNDER_WAY =
      """
      select count(*) from inbox_message
       where replay_id = :replay and state = 'RECEIVED' and next_at < now() + interval '1 minute'""";

  private final JdbcClient jdbc;
  private final Inbox inbox;

  ReplayReceived(JdbcClient jdbc, Inbox inbox) {
    this.jdbc = jdbc;
    this.inbox = inbox;
  }

  /**
   * Has one message tried again.
   *
   * @param again whether one that was applied may be, too
   * @throws Conflict if it waits already, repeats another, or its body was removed; or is applied
   */
  public InboxMessage replay(long id, boolean again, String author) {
    InboxMessage before = inbox.get(id);
    Set<InboxState> states = EnumSet.copyOf(FAILED);
    if (again) {
      states.add(InboxState.APPLIED);
    }
    if (!states.contains(before.state())) {
      throw new Conflict(
          "inbox.not-replayable",
          "Only a REJECTED or FAILED message can be replayed; this one is " + before.state());
    }
    if (waitAgain(List.of(id), states, null, author) == 0) {
      throw new Conflict(
          "inbox.body-removed", "What came was removed: have the sender send it once more");
    }
    return inbox.get(id);
  }

  @Override
  public String name() {
    return "inbox";
  }

  @Override
  public long count(ReplayFilter filter, boolean again) {
    Where where = SearchInbox.where(query(filter), states(filter, again));
    return jdbc.sql(SearchInbox.count(where)).params(where.values()).query(Long.class).single();
  }

  @Override
  public int underWay(long replay) {
    return jdbc.sql(UNDER_WAY).param("replay", replay).query(Integer.class).single();
  }

  @Override
  public Map<String, Long> states(long replay) {
    Map<String, Long> states = new HashMap<>();
    jdbc.sql("select state, count(*) from inbox_message where replay_id = :replay group by state")
        .param("replay", replay)
        .query(
            row -> {
              states.put(row.getString(1), row.getLong(2));
            });
    return states;
  }

  @Override
  public Slice replay(Turn turn) {
    Set<InboxState> states = states(turn.filter(), turn.again());
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

  private List<Place> next(Turn turn, Set<InboxState> states) {
    Where where =
        SearchInbox.where(query(turn.filter()), states)
            .and("m.received_at < :before", "before", Columns.at(turn.before()));
    Instant afterAt = turn.afterAt();
    if (afterAt != null) {
      where
          .and("(m.received_at, m.id) > (:afterAt, :afterId)")
          .with("afterAt", afterAt.atOffset(ZoneOffset.UTC))
          .with("afterId", turn.afterId());
    }
    return jdbc.sql(SearchInbox.oldestFirst(where))
        .params(where.values())
        .param("most", turn.most())
        .query((row, i) -> new Place(row.getLong("id"), Columns.time(row, "received_at")))
        .list();
  }

  private int waitAgain(
      List<Long> ids, Set<InboxState> states, @Nullable Long replay, String author) {
    return jdbc.sql(WAIT_AGAIN)
        .param("ids", ids.toArray(Long[]::new))
        .param("states", states.stream().map(Enum::name).toArray(String[]::new))
        .param("replay", replay, Types.BIGINT)
        .param("author", author)
        .update();
  }

  private static Set<InboxState> states(ReplayFilter filter, boolean again) {
    if (filter.state() == null) {
      return FAILED;
    }
    InboxState state = read(filter.state());
    if (state == InboxState.APPLIED && !again) {
      throw new InvalidInput(
          "again",
          "replay.done-already",
          "These messages are applied: say \"again\": true to apply them once more");
    }
    return EnumSet.of(state);
  }

  private static InboxState read(String state) {
    return switch (state) {
      case "REJECTED" -> InboxState.REJECTED;
      case "FAILED" -> InboxState.FAILED;
      case "APPLIED" -> InboxState.APPLIED;
      default ->
          throw new InvalidInput(
              "filter.state",
              "replay.state",
              "filter.state must be REJECTED, FAILED or, with \"again\": true, APPLIED");
    };
  }

  private static InboxQuery query(ReplayFilter filter) {
    return new InboxQuery(
        filter.connection(),
        filter.kind(),
        null,
        filter.phone(),
        filter.clientId(),
        filter.ref(),
        filter.externalId(),
        filter.from(),
        filter.to());
  }
}
