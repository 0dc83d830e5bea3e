package ru.fitcrm.hub.core.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.box.BoxQuery;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Starts, shows and stops replays. Every call runs inside the club's gate. */
public final class Replays {

  public static final int DEFAULT_CAP = 1000;
  public static final int MAX_CAP = 100_000;

  private static final String START =
      """
      insert into replay (box, filter, again, matched, cap, created_by, state, ended_at)
      values (:box, cast(:filter as jsonb), :again, :matched, :cap, :by,
              case when :matched = 0 then 'COMPLETED' else 'RUNNING' end, case when :matched = 0 then now() end)
      returning id""";

  private static final String STOP =
      """
      update replay set state = 'STOPPED', ended_by = :by, ended_at = now()
       where id = :id and box = :box and state = 'RUNNING'""";

  private static final String LIST =
      """
      select * from replay where box = :box and (:after = 0 or id < :after)
       order by id desc limit :rows""";

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final Map<String, ReplayBox> boxes;
  private final AuditLog audit;

  Replays(JdbcClient jdbc, ObjectMapper json, Map<String, ReplayBox> boxes, AuditLog audit) {
    this.jdbc = jdbc;
    this.json = json;
    this.boxes = boxes;
    this.audit = audit;
  }

  /**
   * What is asked for.
   *
   * @param cap null for {@value #DEFAULT_CAP}
   */
  public record Wish(BoxQuery filter, @Nullable Integer cap, boolean again) {}

  /** How many messages a replay would find. */
  public long count(String box, Wish wish) {
    return box(box).count(wish.filter(), wish.again());
  }

  /**
   * Counts what a replay finds and begins it; it is worked on by any node, in slices.
   *
   * @throws InvalidInput if the cap or the filter's state cannot be
   */
  public Replay start(String box, Wish wish, String by) {
    int cap = cap(wish.cap());
    long matched = count(box, wish);
    long id =
        jdbc.sql(START)
            .param("box", box)
            .param("filter", json.valueToTree(wish.filter()).toString())
            .param("again", wish.again())
            .param("matched", matched)
            .param("cap", cap)
            .param("by", by)
            .query(Long.class)
            .single();
    audit.write(by, box + ".replay-started", "replay", id, told(wish, matched, cap));
    return get(box, id);
  }

  /** Ids and codes alone: a phone or a number of 1C stays in the task, not in the audit. */
  private static Map<String, Object> told(Wish wish, long matched, int cap) {
    Map<String, Object> data = new java.util.LinkedHashMap<>();
    BoxQuery filter = wish.filter();
    put(data, "connection", filter.connection());
    put(data, "kind", filter.kind());
    put(data, "state", filter.state());
    put(data, "clientId", filter.clientId());
    put(data, "from", filter.from());
    put(data, "to", filter.to());
    put(data, "byPhone", filter.phone() == null ? null : true);
    put(data, "byRef", filter.ref() == null ? null : true);
    put(data, "byExternalId", filter.externalId() == null ? null : true);
    put(data, "again", wish.again() ? true : null);
    data.put("matched", matched);
    data.put("cap", cap);
    return data;
  }

  private static void put(Map<String, Object> data, String name, @Nullable Object value) {
    if (value != null) {
      data.put(name, value.toString());
    }
  }

  /**
   * Ends it after the slice under way; what was replayed stays so.
   *
   * @throws Conflict if it has ended
   */
  public Replay stop(String box, long id, String by) {
    int stopped = jdbc.sql(STOP).param("id", id).param("box", box).param("by", by).update();
    Replay now = get(box, id);
    if (stopped == 0) {
      throw new Conflict("replay.ended", "Only a RUNNING replay can be stopped: " + now.state());
    }
    audit.write(by, box + ".replay-stopped", "replay", id, Map.of("done", now.done()));
    return now;
  }

  public Replay get(String box, long id) {
    Replay found =
        jdbc.sql("select * from replay where id = :id and box = :box")
            .param("id", id)
            .param("box", box)
            .query((row, i) -> replay(row))
            .optional()
            .orElseThrow(() -> new NotFound("replay", id));
    return with(found, box(box).states(id));
  }

  /** The newest first, without what became of their messages; one more than the limit. */
  public List<Replay> list(String box, PageRequest page) {
    return jdbc.sql(LIST)
        .param("box", box)
        .param("after", page.after())
        .param("rows", page.limit() + 1)
        .query((row, i) -> replay(row))
        .list();
  }

  private ReplayBox box(String name) {
    ReplayBox box = boxes.get(name);
    if (box == null) {
      throw new NotFound("box", name);
    }
    return box;
  }

  private static int cap(@Nullable Integer asked) {
    int cap = asked == null ? DEFAULT_CAP : asked;
    if (cap < 1 || cap > MAX_CAP) {
      throw new InvalidInput("cap", "cap.range", "cap must be from 1 to " + MAX_CAP);
    }
    return cap;
  }

  private static Replay with(Replay one, Map<String, Long> states) {
    return new Replay(
        one.id(),
        one.box(),
        one.filter(),
        one.again(),
        one.state(),
        one.matched(),
        one.cap(),
        one.done(),
        one.failed(),
        states,
        one.createdBy(),
        one.createdAt(),
        one.endedBy(),
        one.endedAt());
  }

  Replay replay(ResultSet row) throws SQLException {
    return new Replay(
        row.getLong("id"),
        row.getString("box"),
        filter(row.getString("filter")),
        row.getBoolean("again"),
        Replay.State.valueOf(row.getString("state")),
        row.getLong("matched"),
        row.getInt("cap"),
        row.getInt("done"),
        row.getInt("failed"),
        Map.of(),
        row.getString("created_by"),
        Columns.time(row, "created_at"),
        row.getString("ended_by"),
        Columns.timeOrNull(row, "ended_at"));
  }

  private BoxQuery filter(String text) throws SQLException {
    try {
      return json.readValue(text, BoxQuery.class);
    } catch (JsonProcessingException e) {
      throw new SQLException("The database holds a filter that is no JSON", e);
    }
  }
}
