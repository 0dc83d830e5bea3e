package ru.fitcrm.hub.config.webhook;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as it is saved. In a change what is left out stays as it is, but for the branch.
 *
 * @param name for people; its server's name if not given
 * @param eventTypes types or prefixes like {@code payment.*}; empty for all
 * @param branchId null for events of all branches
 * @param enabled true if not given for a new one
 * @param secret one of the receiver's own; made if not given for a new one
 */
public record WebhookRequest(
    @Nullable String name,
    @JsonAlias("baseUrl") @Nullable String url,
    @JsonAlias({"types", "events"}) @Nullable List<String> eventTypes,
    @Nullable Long branchId,
    @Nullable Boolean enabled,
    @Nullable Boolean ordered,
    @Nullable Boolean onlyByRules,
    @Nullable String description,
    @Nullable Integer timeoutSeconds,
    @Nullable String secret) {

  @Override
  public String toString() {
    return "WebhookRequest[" + eventTypes + "]";
  }
}
