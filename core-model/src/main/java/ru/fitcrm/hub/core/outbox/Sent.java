package ru.fitcrm.hub.core.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An attempt's end.
 *
 * @param exchange what was said on the wire, for the log of attempts: holds no secret. Null where
 *     nobody keeps it
 */
public record Sent(Outcome outcome, @Nullable JsonNode exchange) {

  /** Without the exchange: it may hold what people wrote. */
  @Override
  public String toString() {
    return "Sent[" + outcome + "]";
  }
}
