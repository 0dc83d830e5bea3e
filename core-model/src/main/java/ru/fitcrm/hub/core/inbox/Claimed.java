package ru.fitcrm.hub.core.inbox;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import ru.fitcrm.hub.core.club.ClubId;

/**
 * A received message in the hands of one worker, for two minutes.
 *
 * @param attempt this is the n-th, from 1
 */
public record Claimed(
    ClubId club,
    long id,
    long connection,
    String kind,
    UUID claim,
    int attempt,
    Instant receivedAt,
    Map<String, String> headers,
    RawBody body) {

  /** The same, with what it is to be understood as. */
  public Claimed with(RawBody understood) {
    return new Claimed(club, id, connection, kind, claim, attempt, receivedAt, headers, understood);
  }

  /** Without the body, so that it reaches no log. */
  @Override
  public String toString() {
    return "Claimed[" + kind + " message " + id + " of club " + club + ", try " + attempt + "]";
  }
}
