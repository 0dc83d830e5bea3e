package ru.fitcrm.hub.core.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.connection.Connection;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;

/** A club's endpoints with how they fare. Every call runs inside its gate. */
public final class WebhookEndpoints {

  private static final int USUAL_TIMEOUT = 20;

  private static final String IDS =
      """
      select id from connection
       where kind = 'webhook-out' and id > :after order by id limit :rows""";

  private static final String FARES =
      """
      select w.failing_since, w.last_success_at, w.last_failure_at, w.off_because, w.off_at, q.queue, q.oldest,
             array(select (s ->> 'until')::timestamptz from jsonb_array_elements(w.old_secrets) s
                    where (s ->> 'until')::timestamptz > now() order by 1) as until,
             e.code as error_code, e.reason as error_reason
        from connection c
        left join webhook_endpoint w on w.connection_id = c.id
        left join lateral (
          select a.code, a.reason
            from delivery_attempt a
           where a.message_id = any (array(select m.id from outbox_message m
                                            where m.connection_id = c.id order by m.id desc limit 20))
             and a.outcome in ('RETRY', 'REJECTED', 'CONNECTION_DOWN')
           order by a.id desc limit 1) e on w.failing_since is not null
       cross join lateral (
         select count(*) as queue, min(m.created_at) as oldest
           from outbox_message m where m.connection_id = c.id and m.state = 'WAITING') q
       where c.id = :id""";

  private final JdbcClient jdbc;
  private final Connections connections;

  WebhookEndpoints(JdbcClient jdbc, Connections connections) {
    this.jdbc = jdbc;
    this.connections = connections;
  }

  public List<WebhookEndpoint> list(PageRequest page) {
    return jdbc
        .sql(IDS)
        .param("after", page.after())
        .param("rows", page.limit() + 1)
        .query(Long.class)
        .list()
        .stream()
        .map(this::get)
        .toList();
  }

  /**
   * @throws NotFound if the club has no endpoint of this id
   */
  public WebhookEndpoint get(long id) {
    Connection connection = connections.get(id);
    if (!connection.kind().equals(WebhookEndpoint.KIND)) {
      throw new NotFound("webhook endpoint", id);
    }
    return jdbc.sql(FARES).param("id", id).query((row, i) -> endpoint(connection, row)).single();
  }

  /** Which version of its settings and secret is in force at this moment. */
  public long version(long id) {
    return jdbc.sql("select version from connection where id = :id")
        .param("id", id)
        .query(Long.class)
        .optional()
        .orElseThrow(() -> new NotFound("webhook endpoint", id));
  }

  private static WebhookEndpoint endpoint(Connection connection, ResultSet row)
      throws SQLException {
    JsonNode settings = connection.settings();
    @Nullable String because = connection.enabled() ? null : row.getString("off_because");
    Connection.SecretState secret = connection.secrets().get("secret");
    return new WebhookEndpoint(
        connection.id(),
        connection.name(),
        settings.path("baseUrl").asText(),
        texts(settings.path("eventTypes")),
        connection.branchId(),
        connection.enabled(),
        connection.held(),
        settings.path("ordered").asBoolean(),
        settings.path("onlyByRules").asBoolean(),
        settings.path("description").asText(null),
        settings.path("timeoutSeconds").asInt(USUAL_TIMEOUT),
        connection.state(),
        secret == null ? null : secret.changedAt(),
        times(row),
        Columns.timeOrNull(row, "failing_since"),
        Columns.timeOrNull(row, "last_success_at"),
        Columns.timeOrNull(row, "last_failure_at"),
        row.getString("error_code"),
        error(row.getString("error_code"), row.getString("error_reason")),
        because,
        because == null ? null : Columns.timeOrNull(row, "off_at"),
        row.getLong("queue"),
        Columns.timeOrNull(row, "oldest"),
        connection.version());
  }

  private static @Nullable String error(@Nullable String code, @Nullable String reason) {
    return code == null || reason == null ? code : reason;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  private static List<Instant> times(ResultSet row) throws SQLException {
    List<Instant> times = new ArrayList<>();
    java.sql.Array until = row.getArray("until");
    if (until != null) {
      for (Object one : (Object[]) until.getArray()) {
        times.add(((java.sql.Timestamp) one).toInstant());
      }
    }
    return times;
  }
}
