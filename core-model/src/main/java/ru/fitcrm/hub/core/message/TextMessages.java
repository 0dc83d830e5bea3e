package ru.fitcrm.hub.core.message;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.outbox.MessageKind;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.OutboxRider;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Columns;

/**
 * A message to a person on its way: what became of a try by one channel advances the message, or
 * sends it to the next channel.
 */
public final class TextMessages implements OutboxRider {

  /** What a try is put for; its source id is the message's id and the number of its channel. */
  static final String SOURCE = "message";

  /** No other channel would change these. */
  private static final Set<String> FINAL =
      Set.of("archived", "licence", "too-often", "stopped", "no-words", "other-channel");

  private static final String ADVANCE =
      """
      update message
         set state = :state, code = :code, reason = :reason,
             external_id = coalesce(:externalId, external_id),
             accepted_at = case when :state in ('ACCEPTED', 'DELIVERED', 'READ')
                                then coalesce(accepted_at, :at) else accepted_at end,
             delivered_at = case when :state in ('DELIVERED', 'READ')
                                 then coalesce(delivered_at, :at) else delivered_at end,
             read_at = case when :state = 'READ' then coalesce(read_at, :at) else read_at end,
             way_due_at = case when :state in ('ACCEPTED', 'UNKNOWN') then way_due_at end
       where id = :id and state = any (:before)
      returning *""";

  private static final String WAIT =
      """
      update message set state = 'WAITING', code = :code, reason = :reason
       where id = :id and step = :step and state = 'SENDING'""";

  private static final String DUE_NOW =
      """
      update message set way_due_at = now()
       where id = :id and step = :step and state not in ('DELIVERED', 'READ') and step < cardinality(channels)""";

  private static final String WITHDRAW =
      """
      update outbox_message
         set state = 'REJECTED', code = 'other-channel', reason = 'Another channel has delivered it', settled_at = now()
       where message_id = :id and state = 'WAITING'""";

  private final JdbcClient jdbc;
  private final GiveWays ways;
  private final Journal journal;
  private final ClubDirectory clubs;
  private final BusinessClock clock;

  TextMessages(
      JdbcClient jdbc, GiveWays ways, Journal journal, ClubDirectory clubs, BusinessClock clock) {
    this.jdbc = jdbc;
    this.ways = ways;
    this.journal = journal;
    this.clubs = clubs;
    this.clock = clock;
  }

  static long messageOf(OutboxMessage turn) {
    return Long.parseLong(turn.sourceId().substring(0, turn.sourceId().indexOf(':')));
  }

  static int stepOf(OutboxMessage turn) {
    return Integer.parseInt(turn.sourceId().substring(turn.sourceId().indexOf(':') + 1));
  }

  @Override
  public MessageKind kind() {
    return GiveWays.KIND;
  }

  @Override
  public void waitsAgain(OutboxMessage turn) {
    jdbc.sql(WAIT)
        .param("id", messageOf(turn))
        .param("step", stepOf(turn))
        .param("code", turn.code(), Types.VARCHAR)
        .param("reason", turn.reason(), Types.VARCHAR)
        .update();
  }

  @Override
  public void settled(OutboxMessage turn) {
    long id = messageOf(turn);
    switch (turn.state()) {
      case ACCEPTED -> advance(id, MessageState.ACCEPTED, turn, null);
      case DELIVERED -> advance(id, MessageState.DELIVERED, turn, null);
      case UNKNOWN -> advance(id, MessageState.UNKNOWN, turn, null);
      case REJECTED -> failed(id, MessageState.REJECTED, turn);
      case EXPIRED -> failed(id, MessageState.EXPIRED, turn);
      case WAITING, CLAIMED -> {}
    }
  }

  private void failed(long id, MessageState end, OutboxMessage turn) {
    if (!isCurrent(id, turn) || goesOn(id, turn)) {
      return;
    }
    advance(id, end, turn, null);
  }

  private boolean isCurrent(long id, OutboxMessage turn) {
    return jdbc.sql("select step = :step from message where id = :id")
        .param("id", id)
        .param("step", stepOf(turn))
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  private boolean goesOn(long id, OutboxMessage turn) {
    @Nullable String code = turn.code();
    if (code != null && FINAL.contains(code)) {
      return false;
    }
    return jdbc.sql(DUE_NOW).param("id", id).param("step", stepOf(turn)).update() == 1
        && ways.give(id);
  }

  /** What a receipt says of a message that is there. */
  void arrived(long id, MessageState state, @Nullable Instant at) {
    advance(id, state, null, at);
  }

  private void advance(
      long id, MessageState state, @Nullable OutboxMessage turn, @Nullable Instant at) {
    Instant now = clock.instant();
    Optional<Advanced> advanced =
        jdbc.sql(ADVANCE)
            .param("id", id)
            .param("state", state.name())
            .param("before", before(state), Types.ARRAY)
            .param("code", turn == null ? null : turn.code(), Types.VARCHAR)
            .param("reason", turn == null ? null : turn.reason(), Types.VARCHAR)
            .param("externalId", turn == null ? null : turn.externalId(), Types.VARCHAR)
            .param("at", Columns.at(at == null ? now : at))
            .query(
                (row, i) -> new Advanced(new MessageRows().mapRow(row, i), row.getBoolean("tells")))
            .optional();
    advanced.ifPresent(one -> follow(one, now));
  }

  private record Advanced(Message message, boolean tells) {}

  /** A failure does not undo another one, nor what arrived; a person's replay begins at SENDING. */
  private static String[] before(MessageState state) {
    return java.util.Arrays.stream(MessageState.values())
        .filter(earlier -> earlier.compareTo(state) < 0)
        .map(Enum::name)
        .toArray(String[]::new);
  }

  private void follow(Advanced advanced, Instant now) {
    Message message = advanced.message();
    switch (message.state()) {
      case DELIVERED, READ -> {
        jdbc.sql(WITHDRAW).param("id", message.id()).update();
        tell("message.delivered", advanced, now);
      }
      case REJECTED, EXPIRED -> tell("message.failed", advanced, now);
      case WAITING, HELD, SENDING, UNKNOWN, ACCEPTED -> {}
    }
  }

  private void tell(String type, Advanced advanced, Instant now) {
    if (!advanced.tells()) {
      return;
    }
    Message message = advanced.message();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("messageId", message.id());
    data.put("purpose", message.purpose().name());
    put(data, "channel", Columns.name(message.channel()));
    put(data, "connectionId", message.connectionId());
    put(data, "clientId", message.clientId());
    put(data, "employeeId", message.employeeId());
    put(data, "code", message.code());
    journal.append(
        List.of(NewEvent.once(type, "message", message.id(), message.clientId(), data, now)),
        now,
        LocalDate.ofInstant(now, clubs.here().zone()));
  }

  private static void put(Map<String, Object> data, String name, @Nullable Object value) {
    if (value != null) {
      data.put(name, value);
    }
  }
}
