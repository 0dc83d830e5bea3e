package ru.fitcrm.hub.core.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.connection.ConnectionState;

/**
 * Where a club's events are sent. Its id is its connection's, which holds, releases and owns it.
 *
 * @param eventTypes what it wants: types, prefixes like {@code payment.*}; empty for all
 * @param branchId only events of this branch; null for all
 * @param ordered events of one subject go one after another
 * @param onlyByRules it gets only what rules with the action WEBHOOK name it for
 * @param secretChangedAt when the secret in use was made; the secret itself is never shown again
 * @param oldSecretsUntil how long replaced secrets sign beside it
 * @param failingSince since when it has taken nothing although something was tried every two days;
 *     null if the last delivery was taken
 * @param lastErrorCode why the last one was not taken, while it is failing; {@code lastError} in
 *     words
 * @param offBecause why the hub switched it off: GONE (it answered 410) or FAILING (for days); null
 *     if it did not
 * @param queue deliveries that wait
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record WebhookEndpoint(
    long id,
    String name,
    String url,
    List<String> eventTypes,
    @Nullable Long branchId,
    boolean enabled,
    boolean held,
    boolean ordered,
    boolean onlyByRules,
    @Nullable String description,
    int timeoutSeconds,
    ConnectionState state,
    @Nullable Instant secretChangedAt,
    List<Instant> oldSecretsUntil,
    @Nullable Instant failingSince,
    @Nullable Instant lastSuccessAt,
    @Nullable Instant lastFailureAt,
    @Nullable String lastErrorCode,
    @Nullable String lastError,
    @Nullable String offBecause,
    @Nullable Instant offAt,
    long queue,
    @Nullable Instant oldestAt,
    long version) {

  public static final String KIND = "webhook-out";

  public WebhookEndpoint {
    eventTypes = List.copyOf(eventTypes);
    oldSecretsUntil = List.copyOf(oldSecretsUntil);
  }
}
