package ru.fitcrm.hub.config.connection;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A connection as it is saved.
 *
 * @param kind may be left out of a change, but not changed
 * @param settings by the kind's schema; a secret left out stays as it is
 */
public record ConnectionRequest(
    @Nullable String kind,
    @Nullable String name,
    @Nullable Long branchId,
    @Nullable Boolean enabled,
    @Nullable JsonNode settings) {}
