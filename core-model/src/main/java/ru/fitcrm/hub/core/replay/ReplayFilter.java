package ru.fitcrm.hub.core.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which messages are replayed; named like the parameters of their list. What is null does not
 * matter; without a state, those that failed.
 *
 * @param connection id
 * @param phone E.164
 * @param ref an id of 1C
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplayFilter(
    @Nullable Long connection,
    @Nullable String kind,
    @Nullable String state,
    @Nullable String phone,
    @Nullable Long clientId,
    @Nullable String ref,
    @Nullable String externalId,
    @Nullable Instant from,
    @Nullable Instant to) {

  /** Without whom it is about, so that they reach no log. */
  @Override
  public String toString() {
    return "ReplayFilter[connection " + connection + ", kind " + kind + ", state " + state + "]";
  }
}
