package ru.fitcrm.hub.core.inbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came in, before anything is known of it.
 *
 * @param connection whose receiver it came to
 * @param kind of the connection; the route {@code inbox:{kind}} applies it
 * @param externalId the sender's own id, null if it gives none: then nothing is a duplicate
 * @param orderKey messages with the same one are applied in the order they came, null if none
 * @param phone whom it is about, E.164, to be found by
 * @param headers those worth keeping; no secrets
 */
public record Received(
    long connection,
    String kind,
    @Nullable String externalId,
    @Nullable String orderKey,
    @Nullable String phone,
    Map<String, String> headers,
    RawBody body) {

  public Received {
    headers = Map.copyOf(headers);
  }

  /** Without the body, so that it reaches no log. */
  @Override
  public String toString() {
    return "Received[connection " + connection + ", " + kind + ", " + body + "]";
  }
}
