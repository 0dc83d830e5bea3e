package ru.fitcrm.hub.core.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person wanted of the club, by a form or a message.
 *
 * @param kind MESSAGE or FORM
 * @param source for example {@code sms} or {@code tilda}
 * @param utm of the page it came from, empty if none
 * @param responsibleId the employee whose client this is
 * @param messageId the message it was, null for a form
 * @param connectionId by which it came
 * @param text of that message, or what they wrote in the form
 * @param form which of the sender's forms it was
 * @param page on which the form stood
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
    @Nullable Long responsibleId,
    @Nullable Long messageId,
    @Nullable Long connectionId,
    @Nullable String text,
    @Nullable String form,
    @Nullable String page,
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
