package ru.fitcrm.hub.config.console.connection;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.config.connection.ConnectionRequest;
import ru.fitcrm.hub.core.connection.Connection;

/**
 * What stands in the form of a connection, besides its settings.
 *
 * @param enabled null for an unchecked box
 * @param version version that was read, null for a new connection
 */
record ConnectionForm(
    String kind,
    @Nullable String name,
    @Nullable Long branch,
    @Nullable Boolean enabled,
    @Nullable Long version) {

  static ConnectionForm blank(String kind, String name) {
    return new ConnectionForm(kind, name, null, true, null);
  }

  static ConnectionForm of(Connection saved) {
    return new ConnectionForm(
        saved.kind(), saved.name(), saved.branchId(), saved.enabled(), saved.version());
  }

  ConnectionForm against(Connection saved) {
    return new ConnectionForm(saved.kind(), name, branch, enabled, saved.version());
  }

  ConnectionRequest request(JsonNode settings) {
    return new ConnectionRequest(kind, name, branch, Boolean.TRUE.equals(enabled), settings);
  }
}
