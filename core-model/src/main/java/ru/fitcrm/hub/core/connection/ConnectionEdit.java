package ru.fitcrm.hub.core.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection as a person saves it, already checked by its kind.
 *
 * @param settings plain settings, without secrets
 * @param secrets secrets to set; those left out stay as they are
 */
public record ConnectionEdit(
    String kind,
    String name,
    @Nullable Long branchId,
    boolean enabled,
    ObjectNode settings,
    Map<String, String> secrets) {

  public ConnectionEdit {
    secrets = Map.copyOf(secrets);
  }
}
