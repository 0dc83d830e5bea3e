package ru.fitcrm.hub.core.connection;

import ru.fitcrm.hub.core.club.ClubId;

/**
 * Whose public address a token is.
 *
 * @param open switched on, its club active and its kind in the club's plan
 */
public record FoundByToken(ClubId club, ConnectionId connection, String kind, boolean open) {}
