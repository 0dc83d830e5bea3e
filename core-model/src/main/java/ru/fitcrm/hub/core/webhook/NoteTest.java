package ru.fitcrm.hub.core.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Types;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes a test that was posted into the log of deliveries, where it can be sent again like any
 * other. It changes nothing of how its endpoint fares. Runs inside the club's gate.
 */
public final class NoteTest {

  private static final String NOTE =
      """
      with made as (
        insert into outbox_message (connection_id, kind, source, source_id, repeatable, lease, body, attempts,
                                    good_for, good_until, state, code, reason, settled_at)
        values (:endpoint, 'webhook', 'webhook', :endpoint || ':' || :webhookId, true, interval '60 seconds',
                cast(:body as jsonb), 1, interval '3 days', now() + interval '3 days', :state, :code, :reason, now())
        returning id
      )
      insert into delivery_attempt (message_id, outcome, code, reason, ms, exchange)
      select id, :state, :code, :reason, :ms, cast(:exchange as jsonb) from made""";

  private final JdbcClient jdbc;

  NoteTest(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A test as it went.
   *
   * @param webhookId the header it was sent with
   * @param code why it was not taken, null if it was
   * @param exchange what was said on the wire, null if nothing was
   */
  public record PostedTest(
      String webhookId,
      JsonNode body,
      @Nullable String code,
      @Nullable String reason,
      Duration took,
      @Nullable JsonNode exchange) {}

  public void note(long endpoint, PostedTest test) {
    JsonNode exchange = test.exchange();
    jdbc.sql(NOTE)
        .param("endpoint", endpoint)
        .param("webhookId", test.webhookId())
        .param("body", test.body().toString())
        .param("state", test.code() == null ? "DELIVERED" : "REJECTED")
        .param("code", test.code(), Types.VARCHAR)
        .param("reason", test.reason(), Types.VARCHAR)
        .param("ms", test.took().toMillis())
        .param("exchange", exchange == null ? null : exchange.toString(), Types.VARCHAR)
        .update();
  }
}
