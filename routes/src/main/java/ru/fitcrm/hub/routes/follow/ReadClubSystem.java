package ru.fitcrm.hub.routes.follow;

import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.sync.FollowClubSystem;

/** The route's step: reads a club's system to the end of its run. */
@Component("readClubSystem")
public final class ReadClubSystem {

  private final FollowClubSystem following;

  ReadClubSystem(FollowClubSystem following) {
    this.following = following;
  }

  public FollowClubSystem.Followed read(ReadNow now) {
    return following.follow(now.lease(), now.system(), now.mode(), now.by(), now.patience());
  }
}
