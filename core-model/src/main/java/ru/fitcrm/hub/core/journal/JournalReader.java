package ru.fitcrm.hub.core.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Reads the journal: a club's by pages, or all clubs' as it grows. */
public final class JournalReader {

  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  /** Below the oldest running transaction nothing can be inserted any more: none is skipped. */
  private static final String EVENTS_AFTER_CURSOR =
      """
      select club_id, xid::text::bigint as xid, id, type, key, subject_type, subject_id, client_id, data,
             occurred_at
        from event
       where (xid, id) > (cast(cast(:xid as text) as xid8), :eventId)
         and xid < pg_snapshot_xmin(pg_current_snapshot())
       order by xid, id
       limit :rows""";

  private static final String CLUBS_EVENTS_AFTER_CURSOR =
      """
      select club_id, xid::text::bigint as xid, id, type, key, subject_type, subject_id, client_id, data,
             occurred_at
        from event
       where (xid, id) > (cast(cast(:xid as text) as xid8), :eventId)
         and xid < pg_snapshot_xmin(pg_current_snapshot())
         and type in (:types)
       order by xid, id
       limit :rows""";

  private static final String END_OF_JOURNAL =
      """
      select coalesce(max(xid::text::bigint), 0) as xid, coalesce(max(id), 0) as event_id
        from (select xid, id from event
               where xid < pg_snapshot_xmin(pg_current_snapshot())
               order by event.xid desc, id desc limit 1) newest""";

  private static final String EVENTS_OF_CLUB =
      """
      select club_id, 0 as xid, id, type, key, subject_type, subject_id, client_id, data, occurred_at
        from event
       where id > :after and (cast(:type as text) is null or type = :type)
         and (cast(:clientId as bigint) is null or client_id = :clientId)
       order by id
       limit :rows""";

  private static final String COLUMNS =
      "select id, type, key, subject_type, subject_id, client_id, data, occurred_at from event ";

  private final ClubGate gate;
  private final JdbcClient jdbc;
  private final ObjectMapper json;

  JournalReader(ClubGate gate, JdbcClient jdbc, ObjectMapper json) {
    this.gate = gate;
    this.jdbc = jdbc;
    this.json = json;
  }

  /** All clubs' events after a place, oldest first, at most so many. */
  public List<TailedEvent> after(JournalCursor cursor, int rows) {
    return gate.asPlatform(
        () ->
            jdbc.sql(EVENTS_AFTER_CURSOR)
                .param("xid", Long.toString(cursor.xid()))
                .param("eventId", cursor.eventId())
                .param("rows", rows)
                .query((row, i) -> tailed(row))
                .list());
  }

  /** As {@link #after}, of one club and some types; runs inside the club's gate. */
  public List<TailedEvent> ofClubAfter(JournalCursor cursor, List<String> types, int rows) {
    return jdbc.sql(CLUBS_EVENTS_AFTER_CURSOR)
        .param("xid", Long.toString(cursor.xid()))
        .param("eventId", cursor.eventId())
        .param("types", types)
        .param("rows", rows)
        .query((row, i) -> tailed(row))
        .list();
  }

  /** Where the journal ends now. */
  public JournalCursor end() {
    return gate.asPlatform(() -> jdbc.sql(END_OF_JOURNAL).query(JournalCursor.class).single());
  }

  /** A club's events, oldest first; runs inside the club's gate. */
  public List<JournalEvent> ofClub(
      PageRequest page, @Nullable String type, @Nullable Long clientId) {
    return jdbc.sql(EVENTS_OF_CLUB)
        .param("after", page.after())
        .param("type", type)
        .param("clientId", clientId)
        .param("rows", page.limit() + 1)
        .query((row, i) -> event(row))
        .list();
  }

  /** The events one transaction made, at most 100; runs inside the club's gate. */
  public List<JournalEvent> madeIn(long transaction) {
    return jdbc.sql(COLUMNS + "where xid = cast(cast(:xid as text) as xid8) order by id limit 100")
        .param("xid", Long.toString(transaction))
        .query((row, i) -> event(row))
        .list();
  }

  /** The events about a thing, at most 100; runs inside the club's gate. */
  public List<JournalEvent> about(String type, long id) {
    return jdbc.sql(
            COLUMNS + "where subject_type = :type and subject_id = :id order by id limit 100")
        .param("type", type)
        .param("id", id)
        .query((row, i) -> event(row))
        .list();
  }

  /** An event by its id, if it is there still; runs inside the club's gate. */
  public Optional<JournalEvent> find(long id) {
    return jdbc.sql(COLUMNS + "where id = :id")
        .param("id", id)
        .query((row, i) -> event(row))
        .optional();
  }

  private TailedEvent tailed(ResultSet row) throws SQLException {
    return new TailedEvent(
        new ClubId(row.getLong("club_id")),
        new JournalCursor(row.getLong("xid"), row.getLong("id")),
        event(row));
  }

  private JournalEvent event(ResultSet row) throws SQLException {
    return new JournalEvent(
        row.getLong("id"),
        row.getString("type"),
        row.getString("key"),
        new JournalEvent.Subject(row.getString("subject_type"), row.getLong("subject_id")),
        Columns.number(row, "client_id"),
        data(row.getString("data")),
        Columns.time(row, "occurred_at"));
  }

  private Map<String, Object> data(String text) throws SQLException {
    try {
      return json.readValue(text, MAP);
    } catch (JsonProcessingException e) {
      throw new SQLException("The journal holds data that is no JSON object", e);
    }
  }
}
