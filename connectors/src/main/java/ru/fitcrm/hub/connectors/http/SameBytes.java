package ru.fitcrm.hub.connectors.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import ru.fitcrm.hub.connectors.ReceivingConnector.Hearing;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.inbox.Received;

/**
 * Keeps a body that bears no id of its sender's: it is the same again if it comes byte for byte
 * within a window of time, whichever window of the clock that falls into.
 */
public final class SameBytes {

  private SameBytes() {}

  /** Later it is another one: people say the same words again. */
  public static Hearing keep(RawBody body, Duration window, Instant now) {
    long number = now.toEpochMilli() / window.toMillis();
    String hash = Digests.hex("SHA-256", body.bytes());
    return new Hearing.Keep(
        "bytes:" + hash + ":" + number,
        null,
        null,
        new Received.Before("bytes:" + hash + ":" + (number - 1), window),
        Map.of());
  }
}
