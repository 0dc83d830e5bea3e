package ru.fitcrm.hub.connectors.webhook;

import java.time.Duration;
import java.util.List;

/**
 * A webhook to be posted.
 *
 * @param id the same over all attempts
 * @param body the bytes that are signed and sent
 * @param secrets all that sign, the one in use first
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as they go, compared by nobody
public record Letter(String url, String id, byte[] body, List<String> secrets, Duration patience) {

  public Letter {
    secrets = List.copyOf(secrets);
  }

  /** Without body and secrets, so that they reach no log. */
  @Override
  public String toString() {
    return "Letter[" + id + "]";
  }
}
