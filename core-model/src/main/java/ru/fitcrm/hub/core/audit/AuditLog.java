package ru.fitcrm.hub.core.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Who changed what. Every call runs inside the club's gate. */
public final class AuditLog {

  private final JdbcClient jdbc;
  private final ObjectMapper json;

  AuditLog(JdbcClient jdbc, ObjectMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * An entry.
   *
   * @param entityId null for what has no number, like the schedule of a job
   * @param data ids and codes that say more of it, as a JSON object
   */
  public record Entry(
      long id,
      Instant at,
      String actor,
      String action,
      String entity,
      @Nullable Long entityId,
      @JsonRawValue String data) {}

  /**
   * @param actor e-mail of a user or name of an API key
   * @param action for example {@code connection.updated}
   * @param data ids and codes; never a secret, a phone or a text
   */
  public void write(
      String actor,
      String action,
      String entity,
      @Nullable Long entityId,
      Map<String, Object> data) {
    jdbc.sql(
            """
            insert into audit_entry (actor, action, entity, entity_id, data)
            values (:actor, :action, :entity, :entityId, cast(:data as jsonb))""")
        .param("actor", actor)
        .param("action", action)
        .param("entity", entity)
        .param("entityId", entityId, Types.BIGINT)
        .param("data", json.valueToTree(data).toString())
        .update();
  }

  /** As {@link #write}, from inside the platform's gate, which is no club's. */
  public void writeFor(
      ClubId club,
      String actor,
      String action,
      String entity,
      @Nullable Long entityId,
      Map<String, Object> data) {
    jdbc.sql(
            """
            insert into audit_entry (club_id, actor, action, entity, entity_id, data)
            values (:club, :actor, :action, :entity, :entityId, cast(:data as jsonb))""")
        .param("club", club.value())
        .param("actor", actor)
        .param("action", action)
        .param("entity", entity)
        .param("entityId", entityId, Types.BIGINT)
        .param("data", json.valueToTree(data).toString())
        .update();
  }

  /** The newest first; one more than the limit. */
  public List<Entry> list(PageRequest page) {
    return jdbc.sql(
            """
            select id, at, actor, action, entity, entity_id, data::text as data from audit_entry
             where (:after = 0 or id < :after) order by id desc limit :rows""")
        .param("after", page.after())
        .param("rows", page.limit() + 1)
        .query(
            (row, i) ->
                new Entry(
                    row.getLong("id"),
                    Columns.time(row, "at"),
                    row.getString("actor"),
                    row.getString("action"),
                    row.getString("entity"),
                    Columns.number(row, "entity_id"),
                    row.getString("data")))
        .list();
  }
}
