package ru.fitcrm.hub.core.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.licence.Plan;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.platform.StaleVersion;

/** The connections of a club, with their settings and secrets. Every call runs inside its gate. */
public final class Connections {

  private static final String SELECT_CONNECTION =
      """
      select c.*, h.status, h.since, h.last_success_at, h.last_failure_at, h.last_error_code, h.last_error,
             h.clock_skew_ms, coalesce(h.refused, 0) as refused, h.last_refused_at, h.last_refused_code, q.queue, q.oldest,
             (select l.plan from licence l where l.club_id = c.club_id) as plan
        from connection c left join connection_health h on h.connection_id = c.id
       cross join lateral (select count(*) as queue, min(o.created_at) as oldest from outbox_message o
                            where o.connection_id = c.id and o.state in ('WAITING', 'CLAIMED')) q
      """;
  private static final String INSERT_CONNECTION =
      """
      with made as (
        insert into connection (kind, name, branch_id, enabled, settings, in_token)
        values (:kind, :name, :branchId, :enabled, cast(:settings as jsonb), :token)
        returning id
      ), health as (
        insert into connection_health (connection_id) select id from made
      )
      select id from made""";
  private static final String UPDATE_CONNECTION =
      """
      update connection
         set name = :name, branch_id = :branchId, enabled = :enabled, settings = cast(:settings as jsonb),
             version = version + 1
       where id = :id and version = :version""";

  private static final String WITH_TOKEN =
      """
      select c.in_token, c.club_id, c.id, c.kind, c.version, c.enabled and k.active and not (%s) as open
        from connection c join club k on k.id = c.club_id
       where c.in_token = any (:tokens)"""
          .formatted(KindModule.lockedSql("c"));

  private static final String RUNNABLE =
      """
      select c.id from connection c
       where c.enabled and c.kind = any (:kinds) and not (%s)
       order by (c.branch_id is not distinct from :branchId) desc, c.branch_id is not null, c.id
       limit 1"""
          .formatted(KindModule.lockedSql("c"));

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final KeepSecrets secrets;
  private final Supplier<Stream<WhenRemoved>> whenRemoved;
  private final SecureRandom random = new SecureRandom();

  Connections(
      JdbcClient jdbc,
      ObjectMapper json,
      SecretBox box,
      Clock clock,
      Supplier<Stream<WhenRemoved>> whenRemoved) {
    this.jdbc = jdbc;
    this.json = json;
    this.secrets = new KeepSecrets(jdbc, json, box, clock);
    this.whenRemoved = whenRemoved;
  }

  public Connection add(ConnectionEdit edit) {
    long id =
        jdbc.sql(INSERT_CONNECTION)
            .param("kind", edit.kind())
            .param("name", edit.name())
            .param("branchId", edit.branchId())
            .param("enabled", edit.enabled())
            .param("settings", edit.settings().toString())
            .param("token", newToken())
            .query(Long.class)
            .single();
    secrets.put(id, edit.secrets());
    return get(id);
  }

  /**
   * @param version the version the caller read
   */
  public Connection update(long id, ConnectionEdit edit, long version) {
    int changed =
        jdbc.sql(UPDATE_CONNECTION)
            .param("id", id)
            .param("version", version)
            .param("name", edit.name())
            .param("branchId", edit.branchId())
            .param("enabled", edit.enabled())
            .param("settings", edit.settings().toString())
            .update();
    Connection now = get(id);
    if (changed == 0) {
      throw new StaleVersion("connection", id, version, now.version());
    }
    secrets.dropWithoutPlace(id, now.settings(), now.secrets().keySet());
    secrets.put(id, edit.secrets());
    return get(id);
  }

  /**
   * While held, what goes out waits and what comes in goes on: the version, and so the line, stays.
   */
  public Connection hold(long id, boolean held) {
    jdbc.sql("update connection set held = :held where id = :id")
        .param("id", id)
        .param("held", held)
        .update();
    return get(id);
  }

  public void remove(long id) {
    if (jdbc.sql("delete from connection where id = :id").param("id", id).update() == 0) {
      throw new NotFound("connection", id);
    }
    whenRemoved.get().forEach(room -> room.removed(id));
  }

  public Connection get(long id) {
    return jdbc.sql(SELECT_CONNECTION + " where c.id = :id")
        .param("id", id)
        .query((row, i) -> connection(row))
        .optional()
        .orElseThrow(() -> new NotFound("connection", id));
  }

  public List<Connection> list(PageRequest page) {
    return jdbc.sql(SELECT_CONNECTION + " where c.id > :after order by c.id limit :rows")
        .param("after", page.after())
        .param("rows", page.limit() + 1)
        .query((row, i) -> connection(row))
        .list();
  }

  /**
   * The enabled connection of one of these kinds: the branch's own, else the whole club's, else
   * any; of several the oldest.
   */
  public Optional<ConnectionId> enabledFor(@Nullable Long branchId, Set<String> kinds) {
    return jdbc.sql(RUNNABLE)
        .param("kinds", kinds.toArray(String[]::new), Types.ARRAY)
        .param("branchId", branchId, Types.BIGINT)
        .query((row, i) -> new ConnectionId(row.getLong(1)))
        .optional();
  }

  /** Whose public addresses tokens are. Runs as the platform: nobody knows the clubs yet. */
  public List<FoundByToken> withTokens(Collection<String> tokens) {
    return jdbc.sql(WITH_TOKEN)
        .param("tokens", tokens.toArray(String[]::new))
        .query(
            (row, i) ->
                new FoundByToken(
                    row.getString("in_token"),
                    new ClubId(row.getLong("club_id")),
                    new ConnectionId(row.getLong("id")),
                    row.getString("kind"),
                    row.getLong("version"),
                    row.getBoolean("open")))
        .list();
  }

  /** The settings with the secrets in their places, as the connector needs them. */
  public ObjectNode settingsWithSecrets(long id) {
    ObjectNode settings = get(id).settings().deepCopy();
    secrets.of(id).forEach((path, value) -> put(settings, path, value));
    return settings;
  }

  /**
   * What hides the secrets of a connection in what came or goes out by it; those of one that is
   * gone are hidden where a name tells them.
   */
  public HideSecrets hideSecrets(long id) {
    return new HideSecrets(secrets.of(id).values());
  }

  /** A secret's name is a path: {@code cdr.password} stands in the object {@code cdr}. */
  private static void put(ObjectNode settings, String path, String value) {
    String[] steps = path.split("\\.");
    ObjectNode at = settings;
    for (int i = 0; i < steps.length - 1; i++) {
      at = at.withObjectProperty(steps[i]);
    }
    at.put(steps[steps.length - 1], value);
  }

  private String newToken() {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private Connection connection(ResultSet row) throws SQLException {
    ConnectionHealth health = health(row);
    boolean enabled = row.getBoolean("enabled");
    return new Connection(
        row.getLong("id"),
        new ClubId(row.getLong("club_id")),
        row.getString("kind"),
        row.getString("name"),
        Columns.number(row, "branch_id"),
        enabled,
        row.getBoolean("held"),
        locked(row) ? ConnectionState.LOCKED : state(enabled, health.status()),
        readJson(row.getString("settings")),
        secretStates(readJson(row.getString("secrets"))),
        "/in/" + row.getString("in_token"),
        row.getLong("version"),
        health);
  }

  private static boolean locked(ResultSet row) throws SQLException {
    String plan = row.getString("plan");
    return KindModule.locked(row.getString("kind"), plan == null ? null : Plan.valueOf(plan));
  }

  private static ConnectionState state(boolean enabled, ConnectionHealth.Status status) {
    if (!enabled) {
      return ConnectionState.OFF;
    }
    return switch (status) {
      case UNKNOWN -> ConnectionState.STARTING;
      case UP, DEGRADED -> ConnectionState.RUNNING;
      case DOWN -> ConnectionState.DOWN;
    };
  }

  private static ConnectionHealth health(ResultSet row) throws SQLException {
    @Nullable String status = row.getString("status");
    @Nullable Instant since = Columns.timeOrNull(row, "since");
    return new ConnectionHealth(
        status == null ? ConnectionHealth.Status.UNKNOWN : ConnectionHealth.Status.valueOf(status),
        since == null ? Columns.time(row, "created_at") : since,
        Columns.timeOrNull(row, "last_success_at"),
        Columns.timeOrNull(row, "last_failure_at"),
        row.getString("last_error_code"),
        row.getString("last_error"),
        Columns.number(row, "clock_skew_ms"),
        row.getLong("refused"),
        Columns.timeOrNull(row, "last_refused_at"),
        row.getString("last_refused_code"),
        row.getLong("queue"),
        Columns.timeOrNull(row, "oldest"));
  }

  private static Map<String, Connection.SecretState> secretStates(JsonNode secrets) {
    Map<String, Connection.SecretState> states = new LinkedHashMap<>();
    secrets
        .properties()
        .forEach(
            secret ->
                states.put(
                    secret.getKey(),
                    new Connection.SecretState(
                        true, Instant.parse(secret.getValue().path("changedAt").asText()))));
    return states;
  }

  private JsonNode readJson(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The database holds settings that are no JSON", e);
    }
  }
}
