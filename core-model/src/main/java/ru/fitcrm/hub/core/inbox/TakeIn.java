package ru.fitcrm.hub.core.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.platform.Columns;

/**
 * Writes down what came in, once it has returned for good, and hands it to the one who took it in
 * to apply at once, where nothing before it waits.
 */
public final class TakeIn {

  private static final String WAIT_FOR_ORDER =
      "select pg_advisory_xact_lock(hashtextextended('inbox:' || :connection || ':' || :orderKey, 0))";

  private static final String INSERT_MESSAGE =
      """
      insert into inbox_message (connection_id, kind, external_id, order_key, phone, attempts, claim, claimed_until)
      select :connection, :kind, :externalId, :orderKey, :phone,
             case when free then 1 else 0 end,
             case when free then cast(:claim as uuid) end,
             case when free then now() + interval '2 minutes' end
        from (select not exists (
                select 1 from inbox_message earlier
                 where earlier.connection_id = :connection and earlier.order_key = :orderKey
                   and earlier.state = 'RECEIVED') as free) as line
      on conflict (club_id, connection_id, external_id) where external_id is not null and state <> 'DUPLICATE'
        do nothing
      returning id, received_at, claim is not null as mine""";

  private static final String INSERT_BODY =
      """
      insert into inbox_body (message_id, received_at, content_type, headers, body)
      values (:id, :receivedAt, :contentType, cast(:headers as jsonb), :body)""";

  private static final String INSERT_DUPLICATE =
      """
      insert into inbox_message (connection_id, kind, external_id, phone, state, reason_code, reason)
      values (:connection, :kind, :externalId, :phone, 'DUPLICATE', 'inbox.duplicate',
              'The sender gave this id before')
      returning id""";

  private static final String FIRST_OF_ITS_ID =
      """
      select id from inbox_message
       where connection_id = :connection and external_id = :externalId and state <> 'DUPLICATE'""";

  private final ClubGate gate;
  private final JdbcClient jdbc;
  private final ObjectMapper json;

  TakeIn(ClubGate gate, JdbcClient jdbc, ObjectMapper json) {
    this.gate = gate;
    this.jdbc = jdbc;
    this.json = json;
  }

  /** In a transaction of its own: when this returns, the message survives whatever comes. */
  public Taken take(ClubId club, Received received) {
    return gate.inClub(club, () -> write(club, received));
  }

  /** What taking in came to. */
  public sealed interface Taken {

    /** Of the message now, or of the one it repeats. */
    long id();

    /**
     * It is new.
     *
     * @param mine to be applied now by the caller; null if something before it waits, then it is
     *     applied after that
     */
    record New(long id, @Nullable Claimed mine) implements Taken {}

    /** The sender's id was there before. */
    record Known(long id) implements Taken {}
  }

  private Taken write(ClubId club, Received received) {
    if (received.orderKey() != null) {
      jdbc.sql(WAIT_FOR_ORDER)
          .param("connection", received.connection())
          .param("orderKey", received.orderKey())
          .query()
          .singleRow();
    }
    UUID claim = UUID.randomUUID();
    Optional<Row> row = insert(received, claim);
    if (row.isEmpty()) {
      return known(received);
    }
    insertBody(row.get(), received);
    return new Taken.New(row.get().id(), row.get().claimedBy(club, received, claim));
  }

  private Optional<Row> insert(Received received, UUID claim) {
    return jdbc.sql(INSERT_MESSAGE)
        .param("connection", received.connection())
        .param("kind", received.kind())
        .param("externalId", received.externalId())
        .param("orderKey", received.orderKey())
        .param("phone", received.phone())
        .param("claim", claim)
        .query(
            (row, i) ->
                new Row(
                    row.getLong("id"), Columns.time(row, "received_at"), row.getBoolean("mine")))
        .optional();
  }

  private void insertBody(Row row, Received received) {
    jdbc.sql(INSERT_BODY)
        .param("id", row.id())
        .param("receivedAt", Columns.at(row.receivedAt()))
        .param("contentType", received.body().contentType())
        .param("headers", write(received.headers()))
        .param("body", received.body().bytes())
        .update();
  }

  private Taken known(Received received) {
    jdbc.sql(INSERT_DUPLICATE)
        .param("connection", received.connection())
        .param("kind", received.kind())
        .param("externalId", received.externalId())
        .param("phone", received.phone())
        .query(Long.class)
        .single();
    return new Taken.Known(
        jdbc.sql(FIRST_OF_ITS_ID)
            .param("connection", received.connection())
            .param("externalId", received.externalId())
            .query(Long.class)
            .single());
  }

  private String write(Map<String, String> headers) {
    try {
      return json.writeValueAsString(headers);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Headers cannot be written as JSON", e);
    }
  }

  private record Row(long id, Instant receivedAt, boolean mine) {

    @Nullable Claimed claimedBy(ClubId club, Received received, UUID claim) {
      return mine
          ? new Claimed(
              club,
              id,
              received.connection(),
              received.kind(),
              claim,
              1,
              receivedAt,
              received.headers(),
              received.body())
          : null;
    }
  }
}
