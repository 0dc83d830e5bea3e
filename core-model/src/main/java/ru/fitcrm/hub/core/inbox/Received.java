package ru.fitcrm.hub.core.inbox;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.platform.StorableText;

/**
 * What came in, before anything is known of it.
 *
 * @param connection whose receiver it came to
 * @param kind of the connection; the route {@code inbox:{kind}} applies it
 * @param externalId the sender's own id, null if it gives none: then nothing is a duplicate
 * @param orderKey messages with the same one are applied in the order they came, null if none
 * @param phone whom it is about, E.164, to be found by
 * @param headers those worth keeping; no secrets
 * @param before an id the same message may have been taken in by not long ago, null if none
 */
public record Received(
    long connection,
    String kind,
    @Nullable String externalId,
    @Nullable String orderKey,
    @Nullable String phone,
    Map<String, String> headers,
    RawBody body,
    @Nullable Before before) {

  public Received {
    externalId = StorableText.orNull(externalId);
    orderKey = StorableText.orNull(orderKey);
    phone = StorableText.orNull(phone);
    headers = Map.copyOf(headers);
  }

  public Received(
      long connection,
      String kind,
      @Nullable String externalId,
      @Nullable String orderKey,
      @Nullable String phone,
      Map<String, String> headers,
      RawBody body) {
    this(connection, kind, externalId, orderKey, phone, headers, body, null);
  }

  /**
   * Another id of the same message, if it came so recently: ids made of a time need it, or one that
   * comes again after the change of the hour would be new.
   */
  public record Before(String externalId, Duration within) {

    public Before {
      externalId = StorableText.of(externalId);
    }
  }

  /** Without the body, so that it reaches no log. */
  @Override
  public String toString() {
    return "Received[connection " + connection + ", " + kind + ", " + body + "]";
  }
}
