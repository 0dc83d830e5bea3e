package ru.fitcrm.hub.core.outbox;

import java.sql.Types;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes down the tries of messages. Runs inside the club's gate. */
final class AttemptLog {

  private static final String WRITE =
      """
      insert into delivery_attempt (message_id, outcome, code, reason, ms)
      values (:id, :outcome, :code, :reason, :ms)""";

  private final JdbcClient jdbc;

  AttemptLog(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void write(
      long id, String outcome, @Nullable String code, @Nullable String reason, Duration took) {
    jdbc.sql(WRITE)
        .param("id", id)
        .param("outcome", outcome)
        .param("code", code, Types.VARCHAR)
        .param("reason", reason, Types.VARCHAR)
        .param("ms", took.toMillis())
        .update();
  }
}
