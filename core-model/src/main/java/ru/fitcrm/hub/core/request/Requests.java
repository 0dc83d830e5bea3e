package ru.fitcrm.hub.core.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Requests of a person, the newest first. Runs inside the club's gate. */
public final class Requests {

  private static final TypeReference<Map<String, String>> UTM = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final ObjectMapper json;

  Requests(JdbcClient jdbc, ObjectMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** One more than the limit, so that the caller sees whether it goes on. */
  public List<Request> of(long client, PageRequest page) {
    return jdbc.sql(
            """
            select * from request where client_id = :client
             order by id desc offset :after limit :rows""")
        .param("client", client)
        .param("after", page.after())
        .param("rows", page.limit() + 1)
        .query((row, i) -> request(row))
        .list();
  }

  private Request request(ResultSet row) throws SQLException {
    return new Request(
        row.getLong("id"),
        row.getLong("client_id"),
        row.getString("kind"),
        row.getString("source"),
        read(row.getString("utm")),
        row.getBoolean("first"),
        Columns.time(row, "received_at"),
        Columns.timeOrNull(row, "handled_at"),
        Columns.number(row, "connection_id"),
        Columns.number(row, "message_id"),
        row.getString("form"),
        row.getString("page"),
        row.getString("comment"));
  }

  private Map<String, String> read(String utm) {
    try {
      return json.readValue(utm, UTM);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Marks of a request are not JSON", e);
    }
  }
}
