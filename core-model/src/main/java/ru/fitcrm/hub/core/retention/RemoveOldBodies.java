package ru.fitcrm.hub.core.retention;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;

/**
 * Removes bodies that are older than their club wants. They go row by row and not by dropping a
 * month's partition, because each club names its own number of days: {@value #SLICE} in a
 * transaction, found by an index on their age, rows that somebody else holds are left for the next
 * time. What was received and sent stays, and says when its body went.
 */
public final class RemoveOldBodies {

  private static final Logger LOG = LoggerFactory.getLogger(RemoveOldBodies.class);
  private static final int SLICE = 500;

  /** Of one room of one club at a time, so that none waits for another's million. */
  private static final int SLICES = 40;

  private final ClubGate gate;
  private final JdbcClient jdbc;
  private final List<OldBodies> rooms;

  RemoveOldBodies(ClubGate gate, JdbcClient jdbc, List<OldBodies> rooms) {
    this.gate = gate;
    this.jdbc = jdbc;
    this.rooms = rooms;
  }

  private record Keeping(ClubId club, int days) {}

  /**
   * One round through all clubs. Any node may do it, several at once too.
   *
   * @return how many bodies were removed
   */
  public int remove() {
    List<Keeping> clubs =
        gate.asPlatform(
            () ->
                jdbc.sql("select id, body_days from club order by id")
                    .query((row, i) -> new Keeping(new ClubId(row.getLong(1)), row.getInt(2)))
                    .list());
    int removed = clubs.stream().mapToInt(this::removeSafely).sum();
    if (removed > 0) {
      LOG.info("{} raw bodies were older than their clubs keep them and are removed", removed);
    }
    return removed;
  }

  private int removeSafely(Keeping club) {
    try {
      return rooms.stream().mapToInt(room -> remove(club, room)).sum();
    } catch (RuntimeException e) {
      LOG.warn("Old bodies of club {} were not removed, tried again in 10 min", club.club(), e);
      return 0;
    }
  }

  private int remove(Keeping club, OldBodies room) {
    int removed = 0;
    for (int slice = 0; slice < SLICES; slice++) {
      int some = gate.inClub(club.club(), () -> room.remove(club.days(), SLICE));
      removed += some;
      if (some < SLICE) {
        break;
      }
    }
    return removed;
  }
}
