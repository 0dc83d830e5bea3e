package ru.fitcrm.hub.routes.follow;

import ru.fitcrm.hub.core.connection.Lease;

/** Opens the system of a connection this node owns. */
interface ClubSystems {

  OpenedSystem open(Lease lease);
}
