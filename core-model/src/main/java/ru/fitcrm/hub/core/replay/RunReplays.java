package ru.fitcrm.hub.core.replay;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.platform.Columns;

/**
 * Works on replays, a slice of each at a time. A slice's messages and the place where it ended are
 * one transaction that holds the task's row: nodes share the work, a killed one loses nothing, and
 * no message is taken twice. At most {@value #AT_ONCE} messages of a task wait to be worked on, so
 * that live ones never stand behind thousands of old ones.
 */
public final class RunReplays {

  private static final Logger LOG = LoggerFactory.getLogger(RunReplays.class);
  private static final int AT_ONCE = 100;

  private static final String RUNNING =
      "select club_id, id from replay where state = 'RUNNING' order by id limit 1000";

  private static final String TAKE =
      """
      select * from replay where id = :id and state = 'RUNNING' for update skip locked""";

  private static final String GO_ON =
      """
      update replay
         set done = done + :done, failed = failed + :failed, after_at = coalesce(:afterAt, after_at),
             after_id = :afterId,
             state = case when :over then 'COMPLETED' else state end,
             ended_at = case when :over then now() end
       where id = :id""";

  private final ClubGate gate;
  private final JdbcClient jdbc;
  private final Replays replays;
  private final Map<String, ReplayBox> boxes;
  private final AuditLog audit;

  RunReplays(
      ClubGate gate,
      JdbcClient jdbc,
      Replays replays,
      Map<String, ReplayBox> boxes,
      AuditLog audit) {
    this.gate = gate;
    this.jdbc = jdbc;
    this.replays = replays;
    this.boxes = boxes;
    this.audit = audit;
  }

  private record Task(ClubId club, long id) {}

  private record Place(Replay replay, @Nullable Instant afterAt, long afterId) {}

  /**
   * A slice of each replay that is going. Any node may do it, several at once too.
   *
   * @return how many messages were replayed
   */
  public int work() {
    List<Task> tasks =
        gate.asPlatform(
            () ->
                jdbc.sql(RUNNING)
                    .query((row, i) -> new Task(new ClubId(row.getLong(1)), row.getLong(2)))
                    .list());
    return tasks.stream().mapToInt(this::workSafely).sum();
  }

  /** One club's trouble stops no other's. */
  private int workSafely(Task task) {
    try {
      return gate.inClub(task.club(), () -> slice(task.id()));
    } catch (RuntimeException e) {
      LOG.warn("Replay {} of club {} met trouble, tried again in 1 s", task.id(), task.club(), e);
      return 0;
    }
  }

  private Integer slice(long id) {
    Optional<Place> taken = jdbc.sql(TAKE).param("id", id).query((row, i) -> place(row)).optional();
    return taken.map(this::slice).orElse(0);
  }

  private Place place(ResultSet row) throws SQLException {
    return new Place(
        replays.replay(row), Columns.timeOrNull(row, "after_at"), row.getLong("after_id"));
  }

  private int slice(Place place) {
    Replay replay = place.replay();
    ReplayBox box = boxes.get(replay.box());
    if (box == null) {
      throw new IllegalStateException("Nothing is replayed in " + replay.box());
    }
    long left = replay.total() - replay.done() - replay.failed();
    int most = (int) Math.min(left, AT_ONCE - box.underWay(replay.id()));
    if (most <= 0 && left > 0) {
      return 0;
    }
    ReplayBox.Slice slice = box.replay(turn(place, most));
    goOn(replay, slice, place.afterId(), slice.found() < most || slice.found() == left);
    return slice.done();
  }

  private static ReplayBox.Turn turn(Place place, int most) {
    Replay replay = place.replay();
    return new ReplayBox.Turn(
        replay.id(),
        replay.filter(),
        replay.again(),
        replay.createdAt(),
        place.afterAt(),
        place.afterId(),
        most,
        replay.createdBy());
  }

  private void goOn(Replay replay, ReplayBox.Slice slice, long afterId, boolean over) {
    jdbc.sql(GO_ON)
        .param("id", replay.id())
        .param("done", slice.done())
        .param("failed", slice.found() - slice.done())
        .param("afterAt", Columns.at(slice.lastAt()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("afterId", slice.found() == 0 ? afterId : slice.lastId())
        .param("over", over)
        .update();
    if (over) {
      int done = replay.done() + slice.done();
      LOG.info("Replay {} of the {} is through: {} messages", replay.id(), replay.box(), done);
      audit.write(
          replay.createdBy(),
          replay.box() + ".replay-completed",
          "replay",
          replay.id(),
          Map.of("done", done, "failed", replay.failed() + slice.found() - slice.done()));
    }
  }
}
