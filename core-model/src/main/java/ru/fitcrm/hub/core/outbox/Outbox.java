package ru.fitcrm.hub.core.outbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import ru.fitcrm.hub.core.box.BoxQuery;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;

/**
 * What must go out. Putting is part of the transaction that decides it; sending comes after its
 * commit. Every call runs inside the club's gate.
 */
public final class Outbox {

  private static final String PUT =
      """
      insert into outbox_message (connection_id, kind, order_key, source, source_id, repeatable, lease, body,
                                  phone, client_id, event_id, next_at, good_for, good_until)
      values (:connectionId, :kind, :orderKey, :source, :sourceId, :repeatable, :leaseMs * interval '1 ms',
              cast(:body as jsonb), :phone, :clientId, :eventId, now() + :waitMs * interval '1 ms',
              :goodMs * interval '1 ms', now() + :goodMs * interval '1 ms')
      on conflict (club_id, source, source_id) do nothing
      returning id""";

  private static final String ALREADY_PUT =
      "select id from outbox_message where source = :source and source_id = :sourceId";

  private static final String ATTEMPTS =
      """
      select message_id, at, outcome, code, reason, ms
        from delivery_attempt where message_id = any (:ids) order by id""";

  private final JdbcClient jdbc;
  private final RetryTable retries;
  private final OutboxSignal signal;
  private final ReadMessages rows;

  Outbox(JdbcClient jdbc, ObjectMapper json, RetryTable retries, OutboxSignal signal) {
    this.jdbc = jdbc;
    this.retries = retries;
    this.signal = signal;
    this.rows = new ReadMessages(json);
  }

  /**
   * Puts a message, or finds the one that was put for the same thing.
   *
   * @return its id
   */
  public long put(NewMessage message) {
    Optional<Long> made = insert(message);
    if (made.isPresent()) {
      wakeAfterCommit();
      return made.get();
    }
    return jdbc.sql(ALREADY_PUT)
        .param("source", message.source())
        .param("sourceId", message.sourceId())
        .query(Long.class)
        .single();
  }

  private Optional<Long> insert(NewMessage message) {
    Duration first = retries.before(0).orElse(Duration.ZERO);
    return jdbc.sql(PUT)
        .param("connectionId", message.connectionId())
        .param("kind", message.kind().name())
        .param("orderKey", message.orderKey(), Types.VARCHAR)
        .param("source", message.source())
        .param("sourceId", message.sourceId())
        .param("repeatable", message.kind().repeatable())
        .param("leaseMs", message.kind().lease().toMillis())
        .param("body", message.body().toString())
        .param("phone", message.phone(), Types.VARCHAR)
        .param("clientId", message.clientId(), Types.BIGINT)
        .param("eventId", message.eventId(), Types.BIGINT)
        .param("waitMs", first.toMillis())
        .param("goodMs", message.kind().goodFor().toMillis())
        .query(Long.class)
        .optional();
  }

  /** Wakes this node's sender once what is put can be seen; other nodes look every moment. */
  void wakeAfterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            signal.wake();
          }
        });
  }

  public OutboxMessage get(long id) {
    return jdbc.sql("select * from outbox_message where id = :id")
        .param("id", id)
        .query(rows)
        .optional()
        .orElseThrow(() -> new NotFound("outbox message", id));
  }

  /** The message put for a thing, if there is one. */
  public Optional<OutboxMessage> putFor(String source, String sourceId) {
    return jdbc.sql("select * from outbox_message where source = :source and source_id = :sourceId")
        .param("source", source)
        .param("sourceId", sourceId)
        .query(rows)
        .optional();
  }

  /**
   * The newest first; one more than the limit, so that the caller sees whether it goes on.
   *
   * @throws InvalidInput if the page begins after a message that is not there
   */
  public List<OutboxMessage> list(BoxQuery query, PageRequest page) {
    return SearchOutbox.in(jdbc).list(query, page, rows);
  }

  /** When a message's body was removed because of its age; empty while it is there. */
  public Optional<Instant> bodyRemovedAt(long id) {
    return jdbc.sql(
            "select body_removed_at from outbox_message where id = :id and body_removed_at is not null")
        .param("id", id)
        .query((row, i) -> Columns.time(row, "body_removed_at"))
        .optional();
  }

  /** The tries of a message, the oldest first. */
  public List<Attempt> attempts(long id) {
    return attempts(List.of(id)).getOrDefault(id, List.of());
  }

  /** The tries of messages by their ids, the oldest first; a message without one is left out. */
  public Map<Long, List<Attempt>> attempts(Collection<Long> ids) {
    Map<Long, List<Attempt>> found = new HashMap<>();
    jdbc.sql(ATTEMPTS)
        .param("ids", ids.toArray(Long[]::new), Types.ARRAY)
        .query(
            row -> {
              found
                  .computeIfAbsent(row.getLong("message_id"), id -> new ArrayList<>())
                  .add(attempt(row));
            });
    return found;
  }

  private static Attempt attempt(ResultSet row) throws SQLException {
    return new Attempt(
        Columns.time(row, "at"),
        row.getString("outcome"),
        row.getString("code"),
        row.getString("reason"),
        row.getLong("ms"));
  }
}
