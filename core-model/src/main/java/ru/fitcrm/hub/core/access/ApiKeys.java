package ru.fitcrm.hub.core.access;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Role;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.platform.Required;

/**
 * Keys for programs. Only a hash is kept: keys are long and random, so a fast hash is enough and a
 * slow one would cost every request. Every call runs inside the club's gate.
 */
public final class ApiKeys {

  /** How long a key that was rotated opens the same doors as before, if nobody says. */
  public static final int GRACE_HOURS = 24;

  private static final String PREFIX = "hub_";
  private static final int KEY_BYTES = 30;
  private static final int SHORTEST_GIVEN_KEY = 8;
  private static final int LONGEST_GRACE_HOURS = 30 * 24;

  /** Requests a minute of a key nobody said a number for. */
  public static final int PER_MINUTE = 600;

  private static final int MOST_PER_MINUTE = 60_000;

  private static final String INSERT =
      """
      insert into api_key (name, key_hash, hint, role, scopes, rate_per_minute, expires_at)
      values (:name, :hash, :hint, :role, cast(:scopes as text[]), :rate, :expiresAt)
      on conflict (key_hash) do nothing
      returning id""";

  private static final String SELECT =
      """
      select k.*, (select max(b.good_until) from api_key_before b
                    where b.key_id = k.id and b.good_until > now()) as former_good_until
        from api_key k
      """;

  private static final String ROTATE =
      """
      with before as (
        select id, key_hash from api_key where id = :id and revoked_at is null for update
      ), kept as (
        insert into api_key_before (key_id, key_hash, good_until)
        select id, key_hash, now() + :graceHours * interval '1 hour' from before where :graceHours > 0
      ), over as (
        delete from api_key_before b using before where b.key_id = before.id
           and (b.good_until <= now() or :graceHours = 0)
      )
      update api_key k set key_hash = :hash, hint = :hint, rotated_at = now()
        from before where k.id = before.id""";

  private static final String CHANGE =
      """
      update api_key set name = :name, rate_per_minute = :rate
       where id = :id and revoked_at is null""";

  private static final String REVOKE =
      "update api_key set revoked_at = now() where id = :id and revoked_at is null";

  private static final String CLUB_PLAN =
      """
      select c.slug, (select l.plan from licence l where l.club_id = c.id) as plan
        from club c where c.id = (select hub_club())""";

  private final JdbcClient jdbc;
  private final Clock clock;

  ApiKeys(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * A key just made or rotated.
   *
   * @param key shown this once
   */
  public record Shown(ApiKey about, String key) {}

  /**
   * Makes a key for the club.
   *
   * @throws Conflict if the club's plan has no API
   */
  public Shown make(NewApiKey wanted) {
    requirePlan();
    String key = PREFIX + randomText();
    long id =
        insert(
            Required.text("name", wanted.name()),
            key,
            Role.CLUB_ADMIN,
            KeyScopes.of(wanted.scopes()),
            rate(wanted.ratePerMinute()),
            future(wanted.expiresAt()));
    return new Shown(get(id), key);
  }

  /** Enters a key somebody chose for the whole platform, once. */
  public void enter(String name, String key, Role role) {
    if (key.length() < SHORTEST_GIVEN_KEY) {
      throw new InvalidInput(
          "HUB_ADMIN_API_KEY",
          "key.short",
          "HUB_ADMIN_API_KEY must have at least " + SHORTEST_GIVEN_KEY + " characters");
    }
    var unused = insert(name, key, role, KeyScopes.ALL, MOST_PER_MINUTE, null);
  }

  /**
   * Gives a key new words. The old ones open the same doors for a while.
   *
   * @param graceHours 0 to 720, 24 if null; 0 ends all old ones at once
   * @throws NotFound if there is no such key, or it was revoked
   */
  public Shown rotate(long id, @Nullable Integer graceHours) {
    requirePlan();
    String key = PREFIX + randomText();
    int rotated =
        jdbc.sql(ROTATE)
            .param("id", id)
            .param("graceHours", grace(graceHours))
            .param("hash", ReadKeys.hash(key))
            .param("hint", hint(key))
            .update();
    if (rotated == 0) {
      throw new NotFound("API key", id);
    }
    return new Shown(get(id), key);
  }

  /**
   * Gives a key another name or rate; from the next request on every node counts by it.
   *
   * @throws NotFound if there is no such key, or it was revoked
   */
  public ApiKey change(long id, KeyEdit wanted) {
    int changed =
        jdbc.sql(CHANGE)
            .param("id", id)
            .param("name", Required.text("name", wanted.name()))
            .param("rate", rate(wanted.ratePerMinute()))
            .update();
    if (changed == 0) {
      throw new NotFound("API key", id);
    }
    return get(id);
  }

  public static String randomText() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  public List<ApiKey> list(PageRequest page) {
    return jdbc.sql(SELECT + " where k.id > :after order by k.id limit :rows")
        .param("after", page.after())
        .param("rows", page.limit() + 1)
        .query((row, i) -> key(row))
        .list();
  }

  public ApiKey get(long id) {
    return jdbc.sql(SELECT + " where k.id = :id")
        .param("id", id)
        .query((row, i) -> key(row))
        .optional()
        .orElseThrow(() -> new NotFound("API key", id));
  }

  /** From now on the key opens nothing, nor does what it was before. */
  public void revoke(long id) {
    if (jdbc.sql(REVOKE).param("id", id).update() == 0) {
      throw new NotFound("API key", id);
    }
  }

  private void requirePlan() {
    boolean locked =
        jdbc.sql(CLUB_PLAN)
            .query((row, i) -> ReadKeys.isLocked(row.getString("plan"), row.getString("slug")))
            .single();
    if (locked) {
      throw new Conflict(
          "licence.module", "The club's plan has no API: keys come with STANDARD and PREMIUM");
    }
  }

  private long insert(
      String name,
      String key,
      Role role,
      KeyScopes scopes,
      int perMinute,
      @Nullable Instant expiresAt) {
    List<String> granted = scopes.granted();
    return jdbc.sql(INSERT)
        .param("name", name)
        .param("hash", ReadKeys.hash(key))
        .param("hint", hint(key))
        .param("role", role.name())
        .param("scopes", granted == null ? null : granted.toArray(String[]::new), Types.ARRAY)
        .param("rate", perMinute)
        .param("expiresAt", Columns.at(expiresAt), Types.TIMESTAMP_WITH_TIMEZONE)
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  private static String hint(String key) {
    return key.substring(key.length() - 4);
  }

  private static int rate(@Nullable Integer wanted) {
    return inRange("ratePerMinute", wanted == null ? PER_MINUTE : wanted, 1, MOST_PER_MINUTE);
  }

  private static int grace(@Nullable Integer wanted) {
    return inRange("graceHours", wanted == null ? GRACE_HOURS : wanted, 0, LONGEST_GRACE_HOURS);
  }

  private static int inRange(String field, int wanted, int least, int most) {
    if (wanted < least || wanted > most) {
      throw new InvalidInput(
          field, "field.range", "%s must be from %d to %d".formatted(field, least, most));
    }
    return wanted;
  }

  private @Nullable Instant future(@Nullable Instant wanted) {
    if (wanted != null && !wanted.isAfter(clock.instant().plus(Duration.ofSeconds(1)))) {
      throw new InvalidInput("expiresAt", "past", "expiresAt must lie in the future");
    }
    return wanted;
  }

  static KeyScopes scopes(ResultSet row) throws SQLException {
    return row.getArray("scopes") == null
        ? KeyScopes.ALL
        : new KeyScopes(Columns.texts(row, "scopes"));
  }

  private static ApiKey key(ResultSet row) throws SQLException {
    return new ApiKey(
        row.getLong("id"),
        row.getString("name"),
        row.getString("hint"),
        Role.valueOf(row.getString("role")),
        scopes(row).granted(),
        row.getInt("rate_per_minute"),
        Columns.time(row, "created_at"),
        Columns.timeOrNull(row, "last_used_at"),
        Columns.timeOrNull(row, "expires_at"),
        Columns.timeOrNull(row, "rotated_at"),
        Columns.timeOrNull(row, "former_good_until"),
        Columns.timeOrNull(row, "revoked_at"));
  }
}
