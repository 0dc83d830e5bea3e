package ru.fitcrm.hub.core.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.club.Role;
import ru.fitcrm.hub.core.licence.Plan;
import ru.fitcrm.hub.core.platform.Columns;

/** Finds out whose key a request shows, and notes that it was used. Opens a gate of its own. */
public final class ReadKeys {

  /** By what it is now, or by what it was before it was rotated, while that is still good. */
  private static final String FIND =
      """
      select k.id, k.club_id, k.name, k.role, k.scopes, k.rate_per_minute, k.expires_at, c.slug,
             (select l.plan from licence l where l.club_id = k.club_id) as plan,
             coalesce(k.last_used_at < now() - interval '1 minute', true) as unnoted
        from (select n.club_id, n.id from api_key n where n.key_hash = :hash
               union all
              select b.club_id, b.key_id from api_key_before b
               where b.key_hash = :hash and b.good_until > now()) shown (club_id, id)
        join api_key k on k.club_id = shown.club_id and k.id = shown.id
        join club c on c.id = k.club_id
       where k.revoked_at is null and (k.expires_at is null or k.expires_at > now()) and c.active""";

  /** Once a minute: a busy key must not write with every request. */
  private static final String NOTE =
      """
      update api_key set last_used_at = now()
       where club_id = :club and id = :id and coalesce(last_used_at < now() - interval '1 minute', true)""";

  private final ClubGate gate;
  private final JdbcClient jdbc;

  ReadKeys(ClubGate gate, JdbcClient jdbc) {
    this.gate = gate;
    this.jdbc = jdbc;
  }

  /** Empty if it opens nothing: unknown, revoked, expired, or replaced for too long. */
  public Optional<KeyHolder> holderOf(String key) {
    return gate.asPlatform(() -> find(hash(key)));
  }

  private Optional<KeyHolder> find(byte[] hash) {
    Optional<Found> found =
        jdbc.sql(FIND).param("hash", hash).query((row, i) -> found(row)).optional();
    found.filter(Found::unnoted).ifPresent(one -> note(one.holder()));
    return found.map(Found::holder);
  }

  private void note(KeyHolder used) {
    jdbc.sql(NOTE).param("club", used.who().club().value()).param("id", used.key()).update();
  }

  /**
   * @param unnoted its use was not noted for a minute
   */
  private record Found(KeyHolder holder, boolean unnoted) {}

  private static Found found(ResultSet row) throws SQLException {
    Role role = Role.valueOf(row.getString("role"));
    ClubId club = new ClubId(row.getLong("club_id"));
    return new Found(
        new KeyHolder(
            new Principal("key " + row.getString("name"), club, null, role),
            row.getLong("id"),
            ApiKeys.scopes(row),
            row.getInt("rate_per_minute"),
            Columns.timeOrNull(row, "expires_at"),
            role != Role.SUPERADMIN && isLocked(row.getString("plan"), row.getString("slug"))),
        row.getBoolean("unnoted"));
  }

  /** A club without any licence is locked out of nothing; the platform's own has no plan to buy. */
  static boolean isLocked(@Nullable String plan, String slug) {
    return plan != null
        && !slug.equals(Club.PLATFORM_SLUG)
        && !Plan.valueOf(plan).includes(Plan.Module.WEBHOOKS_API);
  }

  static byte[] hash(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java", e);
    }
  }
}
