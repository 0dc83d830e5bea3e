package ru.fitcrm.hub.core.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A message to put.
 *
 * @param source what it is put for, together with {@code sourceId} unique in the club: the same
 *     thing is put once. For example {@code call} and the call's id
 * @param orderKey messages of one key on one connection go one after another; null is no order
 * @param body what the rider needs to send it; may hold numbers and texts, and so is never logged
 * @param phone E.164, to find it by
 */
public record NewMessage(
    long connectionId,
    MessageKind kind,
    String source,
    String sourceId,
    @Nullable String orderKey,
    JsonNode body,
    @Nullable String phone,
    @Nullable Long clientId,
    @Nullable Long eventId) {

  /** Without body and phone, so that they reach no log. */
  @Override
  public String toString() {
    return "NewMessage[" + kind.name() + " for " + source + " " + sourceId + "]";
  }
}
