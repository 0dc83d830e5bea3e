package ru.fitcrm.hub.routes.follow;

import ru.fitcrm.hub.core.sync.ClubSystem;

/** A club's system, open, and when to read it. */
record OpenedSystem(ClubSystem system, FollowPace pace) {}
