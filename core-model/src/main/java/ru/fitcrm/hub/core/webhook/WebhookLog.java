package ru.fitcrm.hub.core.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.outbox.OutboxState;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;

/** What was sent to an endpoint and what it answered. Every call runs inside the club's gate. */
public final class WebhookLog {

  private static final String LIST =
      """
      select id, event_id, source_id, state, body, attempts, next_at, good_until, code, reason, created_at, settled_at
        from outbox_message
       where connection_id = :endpoint and source = 'webhook'
         and (:after = 0 or id < :after)
         and (cast(:state as text) is null or state = :state)
       order by id desc limit :rows""";

  private static final String ONE =
      """
      select id, event_id, source_id, state, body, attempts, next_at, good_until, code, reason, created_at, settled_at
        from outbox_message
       where connection_id = :endpoint and source = 'webhook' and id = :id""";

  private static final String ATTEMPTS =
      """
      select message_id, at, outcome, code, reason, ms, exchange
        from delivery_attempt where message_id = any (:ids) order by id""";

  private final JdbcClient jdbc;
  private final ObjectMapper json;

  WebhookLog(JdbcClient jdbc, ObjectMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * One event on its way to one endpoint.
   *
   * @param webhookId the header {@code webhook-id}: the same over all attempts and resends
   * @param body what is sent, byte for byte
   */
  public record Delivery(
      long id,
      String webhookId,
      @Nullable Long eventId,
      String eventType,
      OutboxState state,
      @Nullable String code,
      @Nullable String reason,
      Instant createdAt,
      @Nullable Instant nextAttemptAt,
      Instant goodUntil,
      @Nullable Instant settledAt,
      JsonNode body,
      List<Tried> attempts) {}

  /**
   * One attempt.
   *
   * @param request {@code url, headers}; signatures are there, secrets never
   * @param response {@code status, headers, body} up to 4 KB; null if none came
   */
  public record Tried(
      Instant at,
      String outcome,
      @Nullable String code,
      @Nullable String reason,
      long ms,
      @Nullable JsonNode request,
      @Nullable JsonNode response) {}

  /** The newest first, one more than the page's limit. */
  public List<Delivery> list(long endpoint, @Nullable OutboxState state, PageRequest page) {
    return withAttempts(
        jdbc.sql(LIST)
            .param("endpoint", endpoint)
            .param("after", page.after())
            .param("state", Columns.name(state), Types.VARCHAR)
            .param("rows", page.limit() + 1)
            .query(this::delivery)
            .list());
  }

  /**
   * @throws NotFound if the endpoint has no such delivery
   */
  public Delivery get(long endpoint, long id) {
    List<Delivery> one =
        jdbc.sql(ONE).param("endpoint", endpoint).param("id", id).query(this::delivery).list();
    if (one.isEmpty()) {
      throw new NotFound("delivery", id);
    }
    return withAttempts(one).getFirst();
  }

  private List<Delivery> withAttempts(List<Delivery> found) {
    Map<Long, List<Tried>> attempts = new HashMap<>();
    jdbc.sql(ATTEMPTS)
        .param("ids", found.stream().map(Delivery::id).toArray(Long[]::new), Types.ARRAY)
        .query(
            row -> {
              attempts
                  .computeIfAbsent(row.getLong("message_id"), id -> new ArrayList<>())
                  .add(tried(row));
            });
    return found.stream()
        .map(one -> with(one, attempts.getOrDefault(one.id(), List.of())))
        .toList();
  }

  private static Delivery with(Delivery one, List<Tried> attempts) {
    return new Delivery(
        one.id(),
        one.webhookId(),
        one.eventId(),
        one.eventType(),
        one.state(),
        one.code(),
        one.reason(),
        one.createdAt(),
        one.nextAttemptAt(),
        one.goodUntil(),
        one.settledAt(),
        one.body(),
        attempts);
  }

  private Delivery delivery(ResultSet row, int number) throws SQLException {
    JsonNode body = read(row.getString("body"));
    OutboxState state = OutboxState.valueOf(row.getString("state"));
    @Nullable Long event = Columns.number(row, "event_id");
    return new Delivery(
        row.getLong("id"),
        WebhookId.of(event, row.getString("source_id")),
        event,
        body.path("type").asText(),
        state,
        row.getString("code"),
        row.getString("reason"),
        Columns.time(row, "created_at"),
        state == OutboxState.WAITING ? Columns.time(row, "next_at") : null,
        Columns.time(row, "good_until"),
        Columns.timeOrNull(row, "settled_at"),
        body,
        List.of());
  }

  private Tried tried(ResultSet row) throws SQLException {
    @Nullable String exchange = row.getString("exchange");
    @Nullable JsonNode said = exchange == null ? null : read(exchange);
    return new Tried(
        Columns.time(row, "at"),
        row.getString("outcome"),
        row.getString("code"),
        row.getString("reason"),
        row.getLong("ms"),
        said == null ? null : said.get("request"),
        said == null ? null : said.get("response"));
  }

  private JsonNode read(String text) throws SQLException {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new SQLException("The database holds a delivery that is no JSON", e);
    }
  }
}
