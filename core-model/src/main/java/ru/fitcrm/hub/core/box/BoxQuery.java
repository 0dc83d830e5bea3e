package ru.fitcrm.hub.core.box;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of the inbox or the outbox are wanted; named like the parameters of their lists.
 * What is null does not matter.
 *
 * @param connection id of the connection it came or goes by
 * @param state a state of that box, by its name
 * @param phone E.164; of whoever it names
 * @param clientId whom it is about or names
 * @param ref an id of 1C
 * @param externalId the other side's own id of it
 * @param from first moment it may have come in, or have been put
 * @param to the moment before which it must have been
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BoxQuery(
    @Nullable Long connection,
    @Nullable String kind,
    @Nullable String state,
    @Nullable String phone,
    @Nullable Long clientId,
    @Nullable String ref,
    @Nullable String externalId,
    @Nullable Instant from,
    @Nullable Instant to) {

  public static final BoxQuery ALL =
      new BoxQuery(null, null, null, null, null, null, null, null, null);

  /**
   * @param e164 the one thing that matters
   */
  public static BoxQuery ofPhone(String e164) {
    return new BoxQuery(null, null, null, e164, null, null, null, null, null);
  }

  /**
   * @param id the one thing that matters
   */
  public static BoxQuery ofConnection(long id) {
    return new BoxQuery(id, null, null, null, null, null, null, null, null);
  }

  /** Without whom it is about, so that they reach no log. */
  @Override
  public String toString() {
    return "BoxQuery[connection " + connection + ", kind " + kind + ", state " + state + "]";
  }
}
