package ru.fitcrm.hub.core.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Types;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes down the tries of messages. Runs inside the club's gate. */
final class AttemptLog {

  private static final String WRITE =
      """
      insert into delivery_attempt (message_id, outcome, code, reason, ms, exchange)
      values (:id, :outcome, :code, :reason, :ms, cast(:exchange as jsonb))""";

  private final JdbcClient jdbc;

  AttemptLog(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void write(
      long id, String outcome, @Nullable String code, @Nullable String reason, Duration took) {
    write(id, outcome, code, reason, took, null);
  }

  /**
   * @param exchange what was said on the wire, null where nobody keeps it
   */
  void write(
      long id,
      String outcome,
      @Nullable String code,
      @Nullable String reason,
      Duration took,
      @Nullable JsonNode exchange) {
    jdbc.sql(WRITE)
        .param("id", id)
        .param("outcome", outcome)
        .param("code", code, Types.VARCHAR)
        .param("reason", reason, Types.VARCHAR)
        .param("ms", took.toMillis())
        .param("exchange", exchange == null ? null : exchange.toString(), Types.VARCHAR)
        .update();
  }
}
