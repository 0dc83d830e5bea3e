package ru.fitcrm.hub.core.request;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person asked of the club.
 *
 * @param kind FORM or MESSAGE
 * @param first false if they had asked for something before
 * @param handledAt null while nobody has answered
 */
public record Request(
    long id,
    long clientId,
    String kind,
    String source,
    Map<String, String> utm,
    boolean first,
    Instant receivedAt,
    @Nullable Instant handledAt,
    @Nullable Long connectionId,
    @Nullable Long messageId,
    @Nullable String form,
    @Nullable String page,
    @Nullable String comment) {

  /** Without the person's words, so that they reach no log. */
  @Override
  public String toString() {
    return "Request[" + id + "]";
  }
}
