package ru.fitcrm.hub.core.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.club.Role;

/**
 * A key as it is listed.
 *
 * @param hint the key's last four characters
 * @param scopes null: everything its role may
 * @param ratePerMinute requests it may make a minute, at once or spread
 * @param lastUsedAt to the minute, null if never
 * @param expiresAt null: never
 * @param formerGoodUntil until when what it was before the last rotation opens the same doors; null
 *     if it does not
 */
public record ApiKey(
    long id,
    String name,
    String hint,
    Role role,
    @Nullable List<String> scopes,
    int ratePerMinute,
    Instant createdAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant expiresAt,
    @Nullable Instant rotatedAt,
    @Nullable Instant formerGoodUntil,
    @Nullable Instant revokedAt) {

  /** What may be changed of it, as it stands. */
  public KeyEdit edit() {
    return new KeyEdit(name, ratePerMinute);
  }

  /** What it may do. */
  public KeyScopes allowed() {
    return new KeyScopes(scopes);
  }
}
