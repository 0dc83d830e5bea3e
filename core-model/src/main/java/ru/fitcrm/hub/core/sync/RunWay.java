package ru.fitcrm.hub.core.sync;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.connection.Lease;

/** How runs of one mode go on, piece by piece. */
interface RunWay {

  boolean isAble(Set<ClubSystem.Ability> abilities);

  /** Asks the system for the run's next piece, outside any transaction. */
  Piece next(Reach reach, SyncRun run);

  /** By what a run reaches its system, and under which lease. */
  record Reach(Lease lease, ClubSystem system, ReadAhead pages) {}

  /** What the system gave. */
  sealed interface Piece {

    /**
     * @param meanwhile to be begun when its turn to be written has come
     * @param after to be done once it is written
     */
    record Told(Take take, Runnable meanwhile, Runnable after) implements Piece {

      Told(Take take) {
        this(take, () -> {});
      }

      Told(Take take, Runnable after) {
        this(take, () -> {}, after);
      }
    }

    record Not(ClubSystem.Trouble trouble) implements Piece {}
  }

  /** Writes a piece down, inside the club's gate. */
  interface Take {
    Taken take(Hearing hearing);
  }

  /**
   * A piece that is written.
   *
   * @param next where the run goes on, null at its end
   * @param total rows in all, null if not known, or told before
   */
  record Taken(Applied applied, @Nullable String next, @Nullable Long total) {

    static final Applied NOTHING = new Applied(Map.of(), java.util.List.of());
  }
}
