package ru.fitcrm.hub.core.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key somebody wants made.
 *
 * @param scopes null: everything its role may
 * @param ratePerMinute 1 to 60000, 600 if null
 * @param expiresAt in the future; null: never
 */
public record NewApiKey(
    @Nullable String name,
    @Nullable List<String> scopes,
    @Nullable Integer ratePerMinute,
    @Nullable Instant expiresAt) {}
