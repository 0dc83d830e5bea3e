package ru.fitcrm.hub.core.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.club.Role;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.platform.Required;

/**
 * Keys for programs. Only a hash is kept: keys are long and random, so a fast hash is enough and a
 * slow one would cost every request.
 */
public final class ApiKeys {

  private static final String PREFIX = "hub_";
  private static final int KEY_BYTES = 30;
  private static final int SHORTEST_GIVEN_KEY = 8;

  private static final String FIND_HOLDER =
      """
      select k.club_id, k.name, k.role from api_key k join club c on c.id = k.club_id
       where k.key_hash = :hash and k.revoked_at is null and c.active""";
  private static final String INSERT_KEY =
      """
      insert into api_key (name, key_hash, hint, role) values (:name, :hash, :hint, :role)
      on conflict (key_hash) do nothing""";

  private final ClubGate gate;
  private final JdbcClient jdbc;

  ApiKeys(ClubGate gate, JdbcClient jdbc) {
    this.gate = gate;
    this.jdbc = jdbc;
  }

  /**
   * A key as it is listed.
   *
   * @param hint the key's last four characters
   */
  public record ApiKey(
      long id,
      String name,
      String hint,
      Role role,
      Instant createdAt,
      @Nullable Instant revokedAt) {}

  /** A key just made: {@code key} is shown this once. */
  public record NewApiKey(long id, String name, String key) {}

  /** Whose key a request shows. Opens a gate of its own. */
  public Optional<Principal> holderOf(String key) {
    return gate.asPlatform(
        () ->
            jdbc.sql(FIND_HOLDER)
                .param("hash", hash(key))
                .query(
                    (row, i) ->
                        new Principal(
                            "key " + row.getString("name"),
                            new ClubId(row.getLong("club_id")),
                            null,
                            Role.valueOf(row.getString("role"))))
                .optional());
  }

  /** Makes a key for the whole club; runs inside its gate. */
  public NewApiKey make(@Nullable String name) {
    String key = PREFIX + randomText();
    insert(Required.text("name", name), key, Role.CLUB_ADMIN);
    return jdbc.sql("select id, name from api_key where key_hash = :hash")
        .param("hash", hash(key))
        .query((row, i) -> new NewApiKey(row.getLong("id"), row.getString("name"), key))
        .single();
  }

  /** Enters a key somebody chose, once; runs inside the club's gate. */
  public void enter(String name, String key, Role role) {
    if (key.length() < SHORTEST_GIVEN_KEY) {
      throw new InvalidInput(
          "HUB_ADMIN_API_KEY",
          "key.short",
          "HUB_ADMIN_API_KEY must have at least " + SHORTEST_GIVEN_KEY + " characters");
    }
    insert(name, key, role);
  }

  public static String randomText() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  public List<ApiKey> list(PageRequest page) {
    return jdbc.sql(
            """
            select id, name, hint, role, created_at, revoked_at from api_key
             where id > :after order by id limit :rows""")
        .param("after", page.after())
        .param("rows", page.limit() + 1)
        .query((row, i) -> key(row))
        .list();
  }

  /** From now on the key opens nothing. */
  public void revoke(long id) {
    int revoked =
        jdbc.sql("update api_key set revoked_at = now() where id = :id and revoked_at is null")
            .param("id", id)
            .update();
    if (revoked == 0) {
      throw new NotFound("API key", id);
    }
  }

  private void insert(String name, String key, Role role) {
    jdbc.sql(INSERT_KEY)
        .param("name", name)
        .param("hash", hash(key))
        .param("hint", key.substring(key.length() - 4))
        .param("role", role.name())
        .update();
  }

  private static ApiKey key(ResultSet row) throws SQLException {
    return new ApiKey(
        row.getLong("id"),
        row.getString("name"),
        row.getString("hint"),
        Role.valueOf(row.getString("role")),
        Columns.time(row, "created_at"),
        Columns.timeOrNull(row, "revoked_at"));
  }

  private static byte[] hash(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java", e);
    }
  }
}
