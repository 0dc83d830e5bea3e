package ru.fitcrm.hub.core.person;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells all the hub knows of a person, as the law wants it on request: every table's rows by its
 * own column names. Runs inside the club's gate.
 */
public final class TellPerson {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern WORD_END = Pattern.compile("_([a-z0-9])");

  /** The hub's own bookkeeping says nothing of a person. */
  private static final String OWN =
      "array['club_id', 'source_hash', 'source_version', 'row_version', 'name_lower', 'slot', 'action_id', 'xid']";

  private static final String RECORDS =
      """
      with recursive person as (
        select id from client where id = :id
        union
        select c.id from client c join person p on c.merged_into = p.id
      )
      select id from person order by id""";

  private static final Map<String, String> SECTIONS = sections();

  private final JdbcClient jdbc;
  private final ClientDirectory directory;

  public TellPerson(JdbcClient jdbc, ClientDirectory directory) {
    this.jdbc = jdbc;
    this.directory = directory;
  }

  private static Map<String, String> sections() {
    Map<String, String> sql = new LinkedHashMap<>();
    sql.put("records", "from client t where t.id = any (:ids) order by t.id");
    sql.put("phones", of("client_phone", "t.client_id, t.position"));
    sql.put(
        "ids",
        "from external_ref t where t.entity = 'client' and t.local_id = any (:ids) order by t.ref");
    sql.put("activity", of("client_activity", "t.client_id"));
    sql.put("standing", of("client_standing", "t.client_id"));
    sql.put("consents", of("consent", "t.id"));
    sql.put("contracts", of("contract", "t.id"));
    sql.put("payments", of("payment", "t.at, t.id"));
    sql.put("visits", of("visit", "t.at, t.id"));
    sql.put("bookings", of("booking", "t.at, t.id"));
    sql.put("cards", of("task", "t.id"));
    sql.put(
        "comments",
        """
        from comment t
         where t.client_id = any (:ids) or t.task_id = any (array(select id from task where client_id = any (:ids)))
         order by t.id""");
    sql.put("calls", of("call", "t.started_at, t.id"));
    sql.put("messages", of("message", "t.id"));
    sql.put("addresses", of("client_address", "t.client_id"));
    sql.put("requests", of("request", "t.id"));
    sql.put("sent", of("outbox_message", "t.id"));
    sql.put("received", of("inbox_message", "t.id"));
    sql.put("events", of("event", "t.id"));
    sql.put(
        "merges",
        "from client_merge t where t.kept_id = any (:ids) or t.merged_id = any (:ids) order by t.id");
    sql.put(
        "notTaken",
        """
        from rejected_row t
         where t.entity = 'client' and exists (select 1 from external_ref r
                                                where r.local_id = any (:ids) and r.entity = 'client'
                                                  and r.connection_id = t.connection_id and r.ref = t.ref)
            or exists (select 1 from external_ref r
                        where r.local_id = any (:ids) and r.entity = 'client'
                          and r.connection_id = t.connection_id and r.ref = t.cells ->> 'clientRef')
         order by t.id""");
    return sql;
  }

  private static String of(String table, String order) {
    return "from " + table + " t where t.client_id = any (:ids) order by " + order;
  }

  /** All that is known: section by section, each a list of rows. Times are ISO 8601. */
  public ObjectNode all(long id) {
    Client client = directory.get(id);
    List<Long> ids = jdbc.sql(RECORDS).param("id", client.id()).query(Long.class).list();
    ObjectNode all = JSON.createObjectNode();
    all.put("clientId", client.id());
    SECTIONS.forEach((name, sql) -> all.set(name, rows(sql, ids)));
    return all;
  }

  private ArrayNode rows(String from, List<Long> ids) {
    ArrayNode rows = JSON.createArrayNode();
    jdbc.sql("select to_jsonb(t) - " + OWN + " as told " + from)
        .param("ids", ids.toArray(Long[]::new))
        .query(String.class)
        .list()
        .forEach(row -> rows.add(row(row)));
    return rows;
  }

  private static ObjectNode row(String text) {
    try {
      ObjectNode row = JSON.createObjectNode();
      for (Map.Entry<String, JsonNode> cell : JSON.readTree(text).properties()) {
        if (!cell.getValue().isNull()) {
          row.set(camel(cell.getKey()), cell.getValue());
        }
      }
      return row;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("PostgreSQL wrote a row that is no JSON", e);
    }
  }

  private static String camel(String column) {
    return WORD_END
        .matcher(column)
        .replaceAll(end -> end.group(1).toUpperCase(java.util.Locale.ROOT));
  }
}
