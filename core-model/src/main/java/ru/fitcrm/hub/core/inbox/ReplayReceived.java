package ru.fitcrm.hub.core.inbox;

import java.sql.Types;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.replay.ReplayStates;
import ru.fitcrm.hub.core.replay.ReplayTable;

/** Has received messages applied again: one, or those a replay finds. Runs in the club's gate. */
public final class ReplayReceived extends ReplayTable<InboxState> {

  private static final Set<InboxState> FAILED = EnumSet.of(InboxState.REJECTED, InboxState.FAILED);
  private static final ReplayStates<InboxState> STATES =
      new ReplayStates<>(FAILED, EnumSet.of(InboxState.APPLIED), EnumSet.of(InboxState.RECEIVED));

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

  private final JdbcClient jdbc;
  private final Inbox inbox;

  ReplayReceived(JdbcClient jdbc, Inbox inbox) {
    super(jdbc, SearchInbox.in(jdbc), STATES);
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
  protected int waitAgain(
      List<Long> ids, Set<InboxState> states, @Nullable Long replay, String author) {
    return jdbc.sql(WAIT_AGAIN)
        .param("ids", ids.toArray(Long[]::new))
        .param("states", states.stream().map(Enum::name).toArray(String[]::new))
        .param("replay", replay, Types.BIGINT)
        .param("author", author)
        .update();
  }
}
