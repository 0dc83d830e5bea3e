package ru.fitcrm.hub.core.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Reads calls. Every call of it runs inside the club's gate. */
public final class CallLog {

  private static final TypeReference<List<Transfer>> TRANSFERS = new TypeReference<>() {};

  private static final String SELECT_CALL =
      """
      select k.*, coalesce(
               (select m.task_id from comment m
                 where m.subject_type = 'call' and m.subject_id = k.id and m.client_id is not distinct from k.client_id
                   and m.task_id is not null
                 order by m.id desc limit 1),
               (select t.id from task t
                 where t.closed_at is null and t.slot = 'call:' || k.client_id)) as task_id
        from call k
      """;

  /** A later page begins after its call's time, and among calls of one instant after its id. */
  private static final String AFTER =
      """
       and k.started_at <= (select a.started_at from call a where a.id = :after)
       and (k.started_at < (select a.started_at from call a where a.id = :after) or k.id < :after)""";

  private static final String NEWEST_FIRST = " order by k.started_at desc, k.id desc limit :rows";

  private static final String FIVE_FIGURES =
      """
      select count(*) as total,
             count(*) filter (where k.result = 'ANSWERED') as answered,
             count(*) filter (where k.result in ('MISSED', 'LOST')) as missed,
             coalesce(avg(k.talk_ms) filter (where k.result = 'ANSWERED'), 0) / 1000.0 as mean_talk
        from call k where k.stage = 'ENDED' and""";

  private static final String UNFINISHED =
      "select k.*, null::bigint as task_id from call k"
          + " where k.connection_id = :connectionId and k.stage <> 'ENDED' and k.heard order by k.id";

  private static final String LAST_TOLD =
      """
      select coalesce(
               (select h.heard_until from connection_health h where h.connection_id = :connectionId),
               (select max(k.updated_at) from call k where k.connection_id = :connectionId and k.heard)) as told""";

  private static final String GAPS =
      """
      select connection_id, from_at, to_at
        from call_gap
       where (cast(:from as timestamptz) is null or to_at > :from)
         and (cast(:to as timestamptz) is null or from_at < :to)
       order by from_at, id
       limit 1000""";

  private final JdbcClient jdbc;
  private final ObjectMapper json;

  CallLog(JdbcClient jdbc, ObjectMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  public Call get(long id) {
    return find(id).orElseThrow(() -> new NotFound("call", id));
  }

  public Optional<Call> find(long id) {
    return jdbc.sql(SELECT_CALL + " where k.id = :id")
        .param("id", id)
        .query((row, i) -> call(row))
        .optional();
  }

  /**
   * Calls, the last begun first; one more than the limit, so that the caller sees whether it goes
   * on.
   */
  public List<Call> list(CallQuery query, PageRequest page) {
    AskedCalls asked = AskedCalls.of(query);
    String where = " where " + asked.sql() + (page.after() == 0 ? "" : AFTER);
    return jdbc.sql(SELECT_CALL + where + NEWEST_FIRST)
        .params(asked.values())
        .param("after", page.after())
        .param("rows", page.limit() + 1)
        .query((row, i) -> call(row))
        .list();
  }

  /** The five figures of the calls that have ended, of those asked for. */
  public CallStats stats(CallQuery query) {
    AskedCalls asked = AskedCalls.of(query);
    return jdbc.sql(FIVE_FIGURES + " " + asked.sql())
        .params(asked.values())
        .query((row, i) -> stats(row))
        .single();
  }

  /**
   * How many calls there were, of those asked for.
   *
   * @param zone whose hours and days count
   */
  public CallChart chart(CallQuery query, CallChart.By by, ZoneId zone) {
    return new DrawChart(jdbc).of(query, by, zone);
  }

  private static CallStats stats(ResultSet row) throws SQLException {
    return CallStats.of(
        row.getLong("total"),
        row.getLong("answered"),
        row.getLong("missed"),
        row.getDouble("mean_talk"));
  }

  /** These calls, in no order; ids of no call are left out. */
  public List<Call> withIds(Collection<Long> ids) {
    return ids.isEmpty()
        ? List.of()
        : jdbc.sql(SELECT_CALL + " where k.id = any (:ids)")
            .param("ids", ids.toArray(Long[]::new), Types.ARRAY)
            .query((row, i) -> call(row))
            .list();
  }

  /**
   * Calls of a connection that had not ended when they were last told. One the hub asked for and
   * the PBX has not told of yet is none of them: it may still be to be dialled.
   */
  public List<CallSnapshot> unfinished(long connectionId) {
    return jdbc.sql(UNFINISHED)
        .param("connectionId", connectionId)
        .query((row, i) -> snapshot(row))
        .list();
  }

  /** Until when all calls of this connection are known; empty if it was never heard. */
  public Optional<Instant> lastTold(long connectionId) {
    return jdbc.sql(LAST_TOLD)
        .param("connectionId", connectionId)
        .query((row, i) -> Optional.ofNullable(Columns.timeOrNull(row, "told")))
        .single();
  }

  /**
   * Stretches in which a PBX was not heard and calls may be missing, the oldest first, 1,000 at
   * most.
   *
   * @param from gaps that end after it, null for all
   * @param to gaps that begin before it, null for all
   */
  public List<CallGap> gaps(@Nullable Instant from, @Nullable Instant to) {
    return jdbc.sql(GAPS)
        .param("from", Columns.at(from), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("to", Columns.at(to), Types.TIMESTAMP_WITH_TIMEZONE)
        .query(
            (row, i) ->
                new CallGap(
                    row.getLong("connection_id"),
                    Columns.time(row, "from_at"),
                    Columns.time(row, "to_at")))
        .list();
  }

  private Call call(ResultSet row) throws SQLException {
    return new Call(
        row.getLong("id"),
        row.getLong("connection_id"),
        row.getString("linked_id"),
        CallDirection.valueOf(row.getString("direction")),
        row.getString("client_number"),
        row.getString("caller_name"),
        row.getString("phone"),
        row.getString("club_number"),
        CallResult.valueOf(row.getString("result")),
        missedBecause(row),
        row.getString("failure"),
        Columns.texts(row, "answered_by"),
        Columns.texts(row, "rang"),
        row.getLong("wait_ms") / 1000.0,
        row.getLong("talk_ms") / 1000.0,
        row.getString("queue"),
        transfers(row),
        Columns.time(row, "started_at"),
        Columns.timeOrNull(row, "answered_at"),
        Columns.timeOrNull(row, "ended_at"),
        endedBetween(row),
        Columns.number(row, "client_id"),
        Columns.number(row, "branch_id"),
        Columns.number(row, "task_id"),
        row.getString("recording"));
  }

  private CallSnapshot snapshot(ResultSet row) throws SQLException {
    return new CallSnapshot(
        row.getString("linked_id"),
        CallDirection.valueOf(row.getString("direction")),
        CallStage.valueOf(row.getString("stage")),
        CallResult.valueOf(row.getString("result")),
        missedBecause(row),
        row.getString("failure"),
        row.getString("client_number"),
        row.getString("caller_name"),
        row.getString("club_number"),
        Columns.texts(row, "answered_by"),
        Columns.texts(row, "rang"),
        Duration.ofMillis(row.getLong("wait_ms")),
        Duration.ofMillis(row.getLong("talk_ms")),
        row.getString("queue"),
        transfers(row),
        Columns.time(row, "started_at"),
        Columns.timeOrNull(row, "answered_at"),
        Columns.timeOrNull(row, "ended_at"),
        endedBetween(row),
        row.getString("recording"),
        row.getString("action_id"));
  }

  private static @Nullable MissedBecause missedBecause(ResultSet row) throws SQLException {
    String because = row.getString("missed_because");
    return because == null ? null : MissedBecause.valueOf(because);
  }

  private static @Nullable TimeSpan endedBetween(ResultSet row) throws SQLException {
    Instant from = Columns.timeOrNull(row, "ended_from");
    Instant to = Columns.timeOrNull(row, "ended_to");
    return from == null || to == null ? null : new TimeSpan(from, to);
  }

  private List<Transfer> transfers(ResultSet row) throws SQLException {
    try {
      return json.readValue(row.getString("transfers"), TRANSFERS);
    } catch (JsonProcessingException e) {
      throw new SQLException("The database holds transfers that are no JSON", e);
    }
  }
}
