package ru.fitcrm.hub.core.connection;

import ru.fitcrm.hub.core.club.ClubId;

/**
 * A node's right to run a connection. What it writes for the connection names the fence; when
 * another node has taken over, the fence has grown and the write finds nothing.
 *
 * @param version of the settings the node was given
 */
public record Lease(ClubId club, ConnectionId connection, String kind, long fence, long version) {}
