package ru.fitcrm.hub.config.console.webhook;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.config.webhook.WebhookRequest;
import ru.fitcrm.hub.core.webhook.WebhookEndpoint;

/**
 * An endpoint as it is typed.
 *
 * @param types one a line, or with commas; empty for all
 * @param enabled null like the others if its box is not checked: browsers send nothing then
 */
public record WebhookForm(
    @Nullable String name,
    @Nullable String url,
    @Nullable String types,
    @Nullable Long branchId,
    @Nullable Boolean enabled,
    @Nullable Boolean ordered,
    @Nullable Boolean onlyByRules,
    @Nullable String description) {

  static WebhookForm empty() {
    return new WebhookForm(null, null, null, null, true, false, false, null);
  }

  static WebhookForm of(WebhookEndpoint endpoint) {
    return new WebhookForm(
        endpoint.name(),
        endpoint.url(),
        String.join("\n", endpoint.eventTypes()),
        endpoint.branchId(),
        endpoint.enabled(),
        endpoint.ordered(),
        endpoint.onlyByRules(),
        endpoint.description());
  }

  WebhookRequest request() {
    return new WebhookRequest(
        name,
        url == null ? "" : url,
        typeList(),
        branchId,
        Boolean.TRUE.equals(enabled),
        Boolean.TRUE.equals(ordered),
        Boolean.TRUE.equals(onlyByRules),
        description,
        null,
        null);
  }

  private List<String> typeList() {
    return types == null
        ? List.of()
        : Arrays.stream(types.split("[\\s,;]+")).filter(type -> !type.isBlank()).toList();
  }
}
