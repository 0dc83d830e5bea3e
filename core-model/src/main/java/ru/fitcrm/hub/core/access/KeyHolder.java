package ru.fitcrm.hub.core.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whose key a request shows.
 *
 * @param key the key's id, of all clubs
 * @param expiresAt null: never
 * @param locked the club's plan has no API: the key opens nothing until it has
 */
public record KeyHolder(
    Principal who,
    long key,
    KeyScopes scopes,
    int ratePerMinute,
    @Nullable Instant expiresAt,
    boolean locked) {}
