package ru.fitcrm.hub.core.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Reads a club's rules. Every call runs inside the club's gate. */
public final class Rules {

  private static final String LIST_RULES =
      """
      select id, name, event_type, condition::text as condition, action, settings, enabled, version
        from rule where id > :after order by id limit :rows""";

  private static final String ONE_RULE =
      """
      select id, name, event_type, condition::text as condition, action, settings, enabled, version
        from rule where id = :id""";

  private final JdbcClient jdbc;
  private final ObjectMapper json;

  Rules(JdbcClient jdbc, ObjectMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** One more than the limit, so that the caller sees whether it goes on. */
  public List<Rule> list(PageRequest page) {
    return jdbc.sql(LIST_RULES)
        .param("after", page.after())
        .param("rows", page.limit() + 1)
        .query((row, i) -> rule(row))
        .list();
  }

  public Rule get(long id) {
    return jdbc.sql(ONE_RULE)
        .param("id", id)
        .query((row, i) -> rule(row))
        .optional()
        .orElseThrow(() -> new NotFound("rule", id));
  }

  private Rule rule(ResultSet row) throws SQLException {
    return new Rule(
        row.getLong("id"),
        row.getString("name"),
        row.getString("event_type"),
        row.getString("condition"),
        row.getString("action"),
        settings(row.getString("settings")),
        row.getBoolean("enabled"),
        row.getLong("version"));
  }

  private JsonNode settings(String text) throws SQLException {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new SQLException("The database holds a rule's settings that are no JSON", e);
    }
  }
}
