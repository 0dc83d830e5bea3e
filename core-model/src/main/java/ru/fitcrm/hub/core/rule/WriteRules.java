package ru.fitcrm.hub.core.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.journal.Rule;
import ru.fitcrm.hub.core.journal.Rules;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.NotFound;

/** Changes a club's rules; they count from the next event on. Runs inside the club's gate. */
public final class WriteRules {

  private static final String INSERT =
      """
      insert into rule (name, event_type, condition, action, settings, enabled)
      values (:name, :eventType, cast(:condition as jsonpath), :action, cast(:settings as jsonb), :enabled)
      returning id""";

  private static final String UPDATE =
      """
      update rule
         set name = :name, event_type = :eventType, condition = cast(:condition as jsonpath), action = :action,
             settings = cast(:settings as jsonb), enabled = :enabled, version = version + 1
       where id = :id
      returning id""";

  private static final String UNKNOWN_ENDPOINTS =
      """
      select count(*) from unnest(cast(:ids as bigint[])) wanted(id)
       where not exists (select 1 from connection c where c.id = wanted.id and c.kind = 'webhook-out')""";

  private final JdbcClient jdbc;
  private final Rules rules;

  WriteRules(JdbcClient jdbc, Rules rules) {
    this.jdbc = jdbc;
    this.rules = rules;
  }

  /**
   * Adds a rule, or changes the one of this id or, without one, of this name.
   *
   * @throws InvalidInput naming the field and the fix
   * @throws Conflict if another rule has the name
   */
  public Rule save(RuleEdit edit) {
    CheckRule.Checked rule = CheckRule.check(edit);
    if (rule.action().equals("WEBHOOK")) {
      requireEndpoints(rule.settings().path("endpoints"));
    }
    Long id = edit.id() == null ? named(rule.name()).orElse(null) : edit.id();
    try {
      return rules.get(write(id, rule));
    } catch (DuplicateKeyException e) {
      throw new Conflict(
          "rule.name-taken", "Another rule is called " + rule.name() + ": choose another name", e);
    } catch (DataAccessException e) {
      throw isUnreadable(e) ? unreadableCondition() : e;
    }
  }

  /** Switches a rule on or off. */
  public Rule enable(long id, boolean enabled) {
    jdbc.sql("update rule set enabled = :enabled, version = version + 1 where id = :id")
        .param("enabled", enabled)
        .param("id", id)
        .update();
    return rules.get(id);
  }

  public void remove(long id) {
    if (jdbc.sql("delete from rule where id = :id").param("id", id).update() == 0) {
      throw new NotFound("rule", id);
    }
  }

  private long write(@Nullable Long id, CheckRule.Checked rule) {
    JdbcClient.StatementSpec statement =
        jdbc.sql(id == null ? INSERT : UPDATE)
            .param("name", rule.name())
            .param("eventType", rule.eventType())
            .param("condition", rule.condition(), Types.VARCHAR)
            .param("action", rule.action())
            .param("settings", rule.settings().toString())
            .param("enabled", rule.enabled());
    List<Long> written =
        (id == null ? statement : statement.param("id", id)).query(Long.class).list();
    if (written.isEmpty()) {
      throw new NotFound("rule", Objects.requireNonNull(id));
    }
    return written.get(0);
  }

  private void requireEndpoints(JsonNode endpoints) {
    List<Long> ids = new ArrayList<>();
    endpoints.forEach(one -> ids.add(one.asLong()));
    long unknown =
        jdbc.sql(UNKNOWN_ENDPOINTS)
            .param("ids", ids.toArray(Long[]::new), Types.ARRAY)
            .query(Long.class)
            .single();
    if (unknown > 0) {
      throw new InvalidInput(
          "settings.endpoints",
          "reference.unknown",
          "settings.endpoints names an endpoint this club has not: see webhook-endpoints");
    }
  }

  private Optional<Long> named(String name) {
    return jdbc.sql("select id from rule where name = :name")
        .param("name", name)
        .query(Long.class)
        .optional();
  }

  /** The database alone can read a JSON path; it says so by these classes of states. */
  static boolean isUnreadable(DataAccessException e) {
    return e.getMostSpecificCause() instanceof SQLException cause
        && cause.getSQLState() != null
        && (cause.getSQLState().startsWith("42601") || cause.getSQLState().startsWith("22"));
  }

  static InvalidInput unreadableCondition() {
    return new InvalidInput(
        "condition",
        "rule.condition",
        "condition is no JSON path predicate: write for example $.result == \"MISSED\"");
  }
}
