package ru.fitcrm.hub.core.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.PageRequest;

/**
 * Rows that could not be taken as told, kept until the system tells them well or somebody has them
 * taken again. Every call runs inside the club's gate.
 */
public final class RejectedRows {

  /** A row told after one that is taken already is no fault any more. */
  private static final String RECORD =
      """
      insert into rejected_row (connection_id, entity, ref, state, field, code, reason, source_version, wait_ref,
                                history,
                                cells, first_seen_at, last_seen_at)
      select :connection, r.entity, r.ref, r.state, r.field, r.code, r.reason, r.version, r."waitRef", :history, r.cells,
             :now, :now
        from jsonb_to_recordset(cast(:rows as jsonb)) as r(
               entity text, ref text, state text, field text, code text, reason text, version bigint, "waitRef" text,
               cells jsonb)
       where not exists (select 1 from external_ref t where r.entity = 'client' and t.entity = 'client'
                            and t.connection_id = :connection and t.ref = r.ref and t.source_version > r.version)
         and not exists (select 1 from contract t where r.entity = 'contract'
                            and t.connection_id = :connection and t.ref = r.ref and t.source_version > r.version)
         and not exists (select 1 from payment t where r.entity = 'payment'
                            and t.connection_id = :connection and t.ref = r.ref and t.source_version > r.version)
         and not exists (select 1 from visit t where r.entity = 'visit'
                            and t.connection_id = :connection and t.ref = r.ref and t.source_version > r.version)
         and not exists (select 1 from booking t where r.entity = 'booking'
                            and t.connection_id = :connection and t.ref = r.ref and t.source_version > r.version)
         and not exists (select 1 from work_shift t where r.entity = 'shift'
                            and t.connection_id = :connection and t.ref = r.ref and t.source_version > r.version)
         and not exists (select 1 from rejected_row n
                          where n.connection_id = :connection and n.entity = r.entity and n.ref = r.ref
                            and n.state = 'NOTED' and r.state = 'NOTED' and n.cells = r.cells)
       order by r.entity, r.ref
      on conflict (club_id, connection_id, entity, ref) do update
         set state = excluded.state, field = excluded.field, code = excluded.code, reason = excluded.reason,
             source_version = excluded.source_version, wait_ref = excluded.wait_ref, history = excluded.history,
             cells = excluded.cells, last_seen_at = excluded.last_seen_at, times = rejected_row.times + 1
       where coalesce(excluded.source_version >= rejected_row.source_version, true)""";

  private static final String ANY =
      """
      select exists (select 1 from rejected_row where connection_id = :connection and entity = :entity)""";

  private static final String CLEAR =
      """
      delete from rejected_row r using sync_{entity} s
       where r.connection_id = :connection and r.entity = :entity
         and r.ref = any (array(select ref from sync_{entity})) and r.ref = s.ref
         and coalesce(s.version >= r.source_version, true)
         and r.ref <> all (:kept)""";

  private static final String TAKE_WAITING =
      """
      select id, entity, ref, history, cells from rejected_row
       where connection_id = :connection and state = 'WAITING' and id > :after and history = :history
         and wait_ref = any (array(select ref from sync_client_change where not known))
       order by id limit :rows""";

  private static final String SELECT =
      """
      select id, connection_id, entity, ref, state, field, code, reason, history, cells, first_seen_at, last_seen_at, times
        from rejected_row
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JdbcClient jdbc;

  RejectedRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Rejected rows by id; one more than the limit, so that the caller sees whether it goes on. */
  public List<RejectedRow> list(@Nullable Long connection, PageRequest page) {
    return jdbc.sql(
            SELECT
                + " where id > :after and (connection_id = :connection or cast(:connection as bigint) is null)"
                + " order by id limit :rows")
        .param("after", page.after())
        .param("connection", connection, java.sql.Types.BIGINT)
        .param("rows", page.limit() + 1)
        .query((row, i) -> rejected(row))
        .list();
  }

  public Optional<RejectedRow> find(long id) {
    return jdbc.sql(SELECT + " where id = :id")
        .param("id", id)
        .query((row, i) -> rejected(row))
        .optional();
  }

  /** Writes down what could not be taken; the same told again is counted. */
  void record(Collection<BadRow> rows, PacketFrame frame, boolean history) {
    if (rows.isEmpty()) {
      return;
    }
    ArrayNode list = JSON.createArrayNode();
    rows.forEach(row -> list.add(json(row, row.waitRef() == null ? "REJECTED" : "WAITING")));
    write(list, frame, history);
  }

  /** Writes down what was left out of rows that were taken. */
  void note(Collection<StagedRow> rows, PacketFrame frame, boolean history) {
    ArrayNode list = JSON.createArrayNode();
    for (StagedRow row : rows) {
      if (!row.notes().isEmpty()) {
        list.add(
            json(
                new BadRow(row.entity(), row.notes().get(0), row.version(), null, row.told()),
                "NOTED"));
      }
    }
    if (!list.isEmpty()) {
      write(list, frame, history);
    }
  }

  private void write(ArrayNode rows, PacketFrame frame, boolean history) {
    jdbc.sql(RECORD)
        .param("connection", frame.connection())
        .param("history", history)
        .param("now", Columns.at(frame.now()))
        .param("rows", rows.toString())
        .update();
  }

  /**
   * Forgets the faults of rows that were taken now.
   *
   * @param kept refs of rows that wait or were taken with something left out
   */
  void clear(Entity entity, Collection<String> kept, PacketFrame frame) {
    boolean any =
        jdbc.sql(ANY)
            .param("connection", frame.connection())
            .param("entity", entity.word())
            .query(Boolean.class)
            .single();
    if (any) {
      jdbc.sql(CLEAR.replace("{entity}", entity.word()))
          .param("connection", frame.connection())
          .param("entity", entity.word())
          .param("kept", kept.toArray(String[]::new))
          .update();
    }
  }

  /** A row that waited. */
  record Waited(long id, Entity entity, JsonNode cells) {}

  /** Rows that waited for clients who have just come, after a given one. */
  List<Waited> takeWaiting(long connection, boolean history, long after, int limit) {
    return jdbc.sql(TAKE_WAITING)
        .param("connection", connection)
        .param("history", history)
        .param("after", after)
        .param("rows", limit)
        .query(
            (row, i) ->
                new Waited(
                    row.getLong("id"),
                    Entity.ofWord(row.getString("entity")),
                    read(row.getString("cells"))))
        .list();
  }

  /** Rows as they were told, together as a packet. */
  static Packet packet(List<Waited> rows, boolean history) {
    return new Packet(
        rowsOf(rows, Entity.CLIENT, Packet.Client.class),
        rowsOf(rows, Entity.CONTRACT, Packet.Contract.class),
        rowsOf(rows, Entity.PAYMENT, Packet.Payment.class),
        rowsOf(rows, Entity.VISIT, Packet.Visit.class),
        rowsOf(rows, Entity.BOOKING, Packet.Booking.class),
        rowsOf(rows, Entity.SHIFT, Packet.Shift.class),
        history);
  }

  private static <T> List<T> rowsOf(List<Waited> rows, Entity entity, Class<T> type) {
    List<T> found = new ArrayList<>();
    for (Waited row : rows) {
      if (row.entity() == entity) {
        found.add(JSON.convertValue(row.cells(), type));
      }
    }
    return found;
  }

  private static ObjectNode json(BadRow row, String state) {
    ObjectNode node = JSON.createObjectNode();
    node.put("entity", row.entity().word());
    node.put("ref", Cells.storable(row.rejection().ref()));
    node.put("state", state);
    node.put("field", row.rejection().field());
    node.put("code", row.rejection().code());
    node.put("reason", row.rejection().reason());
    node.put("version", row.version());
    node.put("waitRef", row.waitRef());
    node.set("cells", storable(JSON.valueToTree(row.told())));
    return node;
  }

  /** Without what a database cannot keep; an overlong text stays overlong, but not for pages. */
  private static JsonNode storable(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(cell -> cell.setValue(storable(cell.getValue())));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, storable(array.get(i)));
      }
    } else if (node.isTextual()) {
      String text = Cells.storable(node.textValue());
      return TextNode.valueOf(
          text.length() > Cells.LONGEST_TEXT ? text.substring(0, Cells.LONGEST_TEXT + 1) : text);
    }
    return node;
  }

  private static RejectedRow rejected(ResultSet row) throws SQLException {
    return new RejectedRow(
        row.getLong("id"),
        row.getLong("connection_id"),
        row.getString("entity"),
        row.getString("ref"),
        RejectedRow.State.valueOf(row.getString("state")),
        row.getString("field"),
        row.getString("code"),
        row.getString("reason"),
        row.getBoolean("history"),
        read(row.getString("cells")),
        Columns.time(row, "first_seen_at"),
        Columns.time(row, "last_seen_at"),
        row.getInt("times"));
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The database holds a rejected row that is no JSON", e);
    }
  }
}
