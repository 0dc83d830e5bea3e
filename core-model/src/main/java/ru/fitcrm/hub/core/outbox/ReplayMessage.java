package ru.fitcrm.hub.core.outbox;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Conflict;

/** Sends a failed message again, because a person wants it. Runs inside the club's gate. */
public final class ReplayMessage {

  private static final String WAIT_AGAIN =
      """
      update outbox_message
         set state = 'WAITING', attempts = 0, next_at = now(), good_until = now() + good_for,
             settled_at = null, code = null, reason = null
       where id = :id and state in ('REJECTED', 'UNKNOWN', 'EXPIRED')""";

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final Riders riders;
  private final AttemptLog log;

  ReplayMessage(JdbcClient jdbc, Outbox outbox, Riders riders) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.riders = riders;
    this.log = new AttemptLog(jdbc);
  }

  /**
   * The message waits again, with all its attempts and time before it; earlier tries stay shown.
   *
   * @param author for its history
   * @throws Conflict if it has not failed, is of a kind that makes no sense later, or its
   *     connection is gone
   */
  public OutboxMessage replay(long id, String author) {
    OutboxMessage message = outbox.get(id);
    if (riders.kind(message.kind()).filter(MessageKind::replayable).isEmpty()) {
      throw new Conflict(
          "outbox.not-replayable",
          "A message of kind " + message.kind() + " is not sent again: do what made it anew");
    }
    if (!connectionIsThere(message)) {
      throw new Conflict(
          "outbox.connection-gone", "Its connection was removed: do what made it anew");
    }
    if (jdbc.sql(WAIT_AGAIN).param("id", id).update() == 0) {
      throw new Conflict(
          "outbox.not-failed",
          "Only a REJECTED, UNKNOWN or EXPIRED message is sent again; this one is "
              + message.state());
    }
    log.write(id, "REPLAYED", null, "by " + author, Duration.ZERO);
    outbox.wakeAfterCommit();
    return outbox.get(id);
  }

  private boolean connectionIsThere(OutboxMessage message) {
    return jdbc.sql("select exists (select 1 from connection where id = :id)")
        .param("id", message.connectionId())
        .query(Boolean.class)
        .single();
  }
}
