package ru.fitcrm.hub.core.replay;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.box.BoxQuery;

/** A log whose messages can be replayed. Every call runs inside the club's gate. */
public interface ReplayBox {

  /** {@code inbox} or {@code outbox}. */
  String name();

  /**
   * How many messages a replay would take.
   *
   * @param again whether those that are done may go again, if the query names their state
   * @throws ru.fitcrm.hub.core.platform.InvalidInput if messages of that state cannot be replayed
   */
  long count(BoxQuery query, boolean again);

  /** How many messages of a replay are being worked on, or could be, this minute. */
  int underWay(long replay);

  /** What has become of the messages a replay took: how many are in each state. */
  Map<String, Long> states(long replay);

  /** Replays the next messages after a place, the oldest first. */
  Slice replay(Turn turn);

  /**
   * What to replay next.
   *
   * @param replay the task
   * @param before messages of this moment or later are not the task's
   * @param afterAt time of the last message looked at, null at the start
   * @param most how many to look at
   */
  record Turn(
      long replay,
      BoxQuery query,
      boolean again,
      Instant before,
      @Nullable Instant afterAt,
      long afterId,
      int most,
      String author) {}

  /**
   * What was replayed.
   *
   * @param found messages looked at; fewer than asked for: there are no more
   * @param done of these, replayed
   * @param lastAt time of the last one looked at, null if there was none
   */
  record Slice(int found, int done, @Nullable Instant lastAt, long lastId) {}
}
