package ru.fitcrm.hub.core.replay;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.box.BoxQuery;

/**
 * A replay of many messages by filter.
 *
 * @param box {@code inbox} or {@code outbox}
 * @param again whether messages that were done may go again
 * @param matched messages found when it was asked for
 * @param cap at most so many are taken, the oldest first
 * @param done messages replayed so far
 * @param failed messages looked at that cannot be replayed
 * @param states what became of the replayed ones: how many are in each state now
 */
public record Replay(
    long id,
    String box,
    BoxQuery filter,
    boolean again,
    State state,
    long matched,
    int cap,
    int done,
    int failed,
    Map<String, Long> states,
    String createdBy,
    Instant createdAt,
    @Nullable String endedBy,
    @Nullable Instant endedAt) {

  /** How far a replay has come. */
  public enum State {
    RUNNING,
    COMPLETED,
    /** By a person; what was replayed so far goes on. */
    STOPPED
  }

  /** Messages it takes at most. */
  public long total() {
    return Math.min(matched, cap);
  }

  /** How much of it was looked at, of 100. */
  public int percent() {
    return total() == 0 ? 100 : (int) Math.min(100, 100L * (done + failed) / total());
  }

  public boolean going() {
    return state == State.RUNNING;
  }
}
