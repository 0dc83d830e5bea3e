package ru.fitcrm.hub.core.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.inbox.TakeIn.Taken;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.SqlFile;

/**
 * Writes received messages into the tables. Of several, none has an order key. Runs inside the
 * club's gate.
 */
final class WriteReceived {

  private static final String TAKE_IN = SqlFile.read(WriteReceived.class, "take_in.sql");

  private static final String WAIT_FOR_ORDER =
      "select pg_advisory_xact_lock(hashtextextended('inbox:' || :connection || ':' || :orderKey, 0))";

  private static final String INSERT_DUPLICATE =
      """
      insert into inbox_message (connection_id, kind, external_id, phone, state, reason_code, reason)
      values (:connection, :kind, :externalId, :phone, 'DUPLICATE', 'inbox.duplicate',
              'The sender gave this id before')""";

  private static final String FIRST_OF_ITS_ID =
      """
      select id from inbox_message
       where connection_id = :connection and external_id in (:externalId, :before) and state <> 'DUPLICATE'
       order by id desc limit 1""";

  private final JdbcClient jdbc;
  private final ObjectMapper json;

  WriteReceived(JdbcClient jdbc, ObjectMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** What became of each, in their order. */
  List<Taken> write(ClubId club, List<TakeIn.Asked> asked) {
    List<Received> all = asked.stream().map(TakeIn.Asked::received).toList();
    all.forEach(this::waitForOrder);
    List<UUID> claims = all.stream().map(one -> UUID.randomUUID()).toList();
    Map<UUID, Row> rows = insert(asked, all, claims);
    List<Taken> taken = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Row row = rows.get(claims.get(i));
      taken.add(row == null ? known(all.get(i)) : row.taken(club, all.get(i), claims.get(i)));
    }
    return taken;
  }

  private void waitForOrder(Received received) {
    if (received.orderKey() != null) {
      jdbc.sql(WAIT_FOR_ORDER)
          .param("connection", received.connection())
          .param("orderKey", received.orderKey())
          .query()
          .singleRow();
    }
  }

  private Map<UUID, Row> insert(List<TakeIn.Asked> asked, List<Received> all, List<UUID> claims) {
    Map<UUID, Row> rows = new HashMap<>();
    jdbc.sql(TAKE_IN)
        .param("connections", column(all, Received::connection).toArray(Long[]::new))
        .param("kinds", texts(all, Received::kind))
        .param("externalIds", texts(all, Received::externalId))
        .param("orderKeys", texts(all, Received::orderKey))
        .param("phones", texts(all, Received::phone))
        .param("befores", texts(all, WriteReceived::before))
        .param("withins", column(all, WriteReceived::within).toArray(Double[]::new))
        .param("inHand", asked.stream().map(TakeIn.Asked::inHand).toArray(Boolean[]::new))
        .param("claims", claims.stream().map(UUID::toString).toArray(String[]::new))
        .param("contentTypes", texts(all, one -> one.body().contentType()))
        .param("headers", texts(all, one -> write(one.headers())))
        .param("bodies", column(all, one -> one.body().bytes()).toArray(byte[][]::new))
        .query(
            row -> {
              rows.put(row.getObject("claim", UUID.class), row(row));
            });
    return rows;
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(row.getLong("id"), Columns.time(row, "received_at"), row.getBoolean("in_hand"));
  }

  private static <T> List<T> column(List<Received> all, Function<Received, T> cell) {
    return all.stream().map(cell).toList();
  }

  private static @Nullable String[] texts(
      List<Received> all, Function<Received, @Nullable String> cell) {
    @Nullable String[] texts = new String[all.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = cell.apply(all.get(i));
    }
    return texts;
  }

  private static @Nullable String before(Received received) {
    return received.before() == null ? null : received.before().externalId();
  }

  private static double within(Received received) {
    return received.before() == null ? 0 : received.before().within().toMillis() / 1000.0;
  }

  private Taken known(Received received) {
    jdbc.sql(INSERT_DUPLICATE)
        .param("connection", received.connection())
        .param("kind", received.kind())
        .param("externalId", received.externalId())
        .param("phone", received.phone())
        .update();
    return new Taken.Known(
        jdbc.sql(FIRST_OF_ITS_ID)
            .param("connection", received.connection())
            .param("externalId", received.externalId())
            .param("before", before(received))
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

  private record Row(long id, Instant receivedAt, boolean inHand) {

    Taken taken(ClubId club, Received received, UUID claim) {
      return new Taken.New(id, inHand ? claimed(club, received, claim) : null);
    }

    private Claimed claimed(ClubId club, Received received, UUID claim) {
      return new Claimed(
          club,
          id,
          received.connection(),
          received.kind(),
          claim,
          1,
          receivedAt,
          received.headers(),
          received.body());
    }
  }
}
