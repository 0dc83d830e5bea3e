package ru.fitcrm.hub.core.webhook;

import org.jspecify.annotations.Nullable;

/** The header {@code webhook-id}: an event's, over all attempts, resends and recoveries. */
public final class WebhookId {

  private WebhookId() {}

  /**
   * Without a dot, which would end it in what is signed.
   *
   * @param event null for a test, which no journal holds
   * @param sourceId what the delivery was put for: the endpoint's id, a colon, and for a test its
   *     own id
   */
  public static String of(@Nullable Long event, String sourceId) {
    return event == null ? sourceId.substring(sourceId.indexOf(':') + 1) : "evt_" + event;
  }
}
