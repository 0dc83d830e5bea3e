package ru.fitcrm.hub.core.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person wanted of the club, by a form or a message.
 *
 * @param kind MESSAGE or FORM
 * @param source for example {@code sms} or {@code tilda}
 * @param utm of the page it came from, empty if none
 * @param messageId the message it was, null for a form
 * @param text of that message
 * @param first false: this person had asked for something before
 * @param handledAt null while nobody has answered
 */
public record Request(
    long id,
    String kind,
    String source,
    JsonNode utm,
    long clientId,
    @Nullable String clientName,
    @Nullable String phone,
    @Nullable Long messageId,
    @Nullable String text,
    boolean first,
    Instant receivedAt,
    boolean handled,
    @Nullable Instant handledAt,
    @Nullable String handledBy) {

  /** Without who and what, so that they reach no log. */
  @Override
  public String toString() {
    return "request " + id + " (" + kind + ", " + source + ")";
  }
}
