package ru.fitcrm.hub.core.webhook;

/** The header {@code webhook-id}: an event's, over all attempts, resends and recoveries. */
public final class WebhookId {

  private WebhookId() {}

  /** Without a dot, which would end it in what is signed. */
  public static String of(long event) {
    return "evt_" + event;
  }
}
