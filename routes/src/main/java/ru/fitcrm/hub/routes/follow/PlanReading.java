package ru.fitcrm.hub.routes.follow;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.sync.ClubSystem.Ability;
import ru.fitcrm.hub.core.sync.ClubSystem.Mode;
import ru.fitcrm.hub.core.sync.Standing;
import ru.fitcrm.hub.core.sync.SyncRun;

/** Decides what is to be read now. */
final class PlanReading {

  private PlanReading() {}

  /**
   * What to read: the run that goes on; everything, if that never came to its end or its night has
   * come; else the changes.
   *
   * @return null if there is nothing to read: a person stopped the first reading, or the system
   *     cannot be read page by page
   */
  static @Nullable Mode next(
      Standing standing, Set<Ability> abilities, FollowPace pace, Instant now) {
    SyncRun running = standing.running();
    if (running != null) {
      return mayGoOn(running, pace, now) ? running.mode() : null;
    }
    if (abilities.contains(Ability.BULK)) {
      if (pace.fullIsDue(now, standing.fullAt())) {
        return Mode.FULL;
      }
      if (standing.fullAt() == null) {
        return wasStopped(standing.lastFull()) ? null : Mode.FULL;
      }
    }
    if (pace.isNight(now) && standing.compareWanted()) {
      return Mode.COMPARE;
    }
    return byDay(standing, abilities, pace, now);
  }

  private static @Nullable Mode byDay(
      Standing standing, Set<Ability> abilities, FollowPace pace, Instant now) {
    if (abilities.contains(Ability.CHANGES)) {
      return Mode.CHANGES;
    }
    boolean onlyPeople = abilities.contains(Ability.PERSON) && !abilities.contains(Ability.BULK);
    return onlyPeople && pace.walkIsDue(now, standing.walkedAt()) ? Mode.PEOPLE : null;
  }

  /** Whether a run may go on at this hour: what the hub began for the night may not by day. */
  static boolean mayGoOn(SyncRun run, FollowPace pace, Instant now) {
    boolean nightly = run.mode() == Mode.PEOPLE || run.mode() == Mode.COMPARE;
    return !nightly || run.startedBy() != null || pace.isNight(now);
  }

  private static boolean wasStopped(@Nullable SyncRun run) {
    return run != null && run.state() == SyncRun.State.STOPPED;
  }
}
