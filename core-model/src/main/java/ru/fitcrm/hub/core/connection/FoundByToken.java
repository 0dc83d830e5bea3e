package ru.fitcrm.hub.core.connection;

import ru.fitcrm.hub.core.club.ClubId;

/**
 * Whose public address a token is.
 *
 * @param version of its settings
 * @param open switched on, its club active and its kind in the club's plan
 */
public record FoundByToken(
    String token, ClubId club, ConnectionId connection, String kind, long version, boolean open) {

  /** Without the token: whoever has it may send. */
  @Override
  public String toString() {
    return "FoundByToken[" + kind + " connection " + connection + "]";
  }
}
