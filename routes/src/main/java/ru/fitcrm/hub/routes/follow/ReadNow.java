package ru.fitcrm.hub.routes.follow;

import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.FollowClubSystem;

/**
 * What travels down the route: a connection whose time has come.
 *
 * @param mode of a new run; one that goes on keeps its own
 * @param by who wants it, null for the hub itself
 */
public record ReadNow(
    Lease lease,
    ClubSystem system,
    ClubSystem.Mode mode,
    @Nullable String by,
    FollowClubSystem.Patience patience) {

  @Override
  public String toString() {
    return "ReadNow[" + lease.connection() + ", " + mode + "]";
  }
}
