package ru.fitcrm.hub.core.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.connection.LeaseLost;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;

/**
 * The runs of a club's systems: at most one goes on per connection, and where it stands is written
 * with what it brought. Every call runs inside the club's gate.
 */
public final class SyncRuns {

  private static final Duration LONG_SILENCE = Duration.ofHours(24);

  private static final String SELECT = "select * from sync_run";

  private static final String START =
      """
      insert into sync_run (connection_id, mode, hearing, started_by, started_at, updated_at)
      values (:connection, :mode, :hearing, :by, :now, :now)
      on conflict (club_id, connection_id) where state = 'RUNNING' do nothing
      returning id""";

  /** When the last run that came to its end began. */
  private static final String LAST_COMPLETED =
      """
      select max(started_at) from sync_run
       where connection_id = :connection and state = 'COMPLETED'
         and (:mode <> 'FULL' or mode = 'FULL')""";

  private static final String PROGRESS =
      """
      update sync_run
         set hearing = :hearing, position = :position, pages = pages + 1, total = coalesce(:total, total),
             counts = cast(:counts as jsonb), worked_ms = worked_ms + :worked,
             written_ms = written_ms + :written, updated_at = :now,
             trouble_code = null, trouble = null
       where id = :id and state = 'RUNNING'""";

  private static final String TROUBLE =
      """
      update sync_run set trouble_code = :code, trouble = :trouble
       where id = :id and state = 'RUNNING'""";

  private static final String END =
      """
      update sync_run
         set state = :state, ended_at = :now, updated_at = :now, trouble_code = :code, trouble = :trouble,
             worked_ms = worked_ms + :worked, written_ms = written_ms + :written
       where id = :id and state = 'RUNNING'""";

  /** Shared, so that nobody takes the connection over before this transaction is through. */
  private static final String STILL_OWNED =
      "select id from connection where id = :connection and fence = :fence for share";

  private static final TypeReference<Map<String, Applied.Counts>> COUNTS = new TypeReference<>() {};
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JdbcClient jdbc;
  private final ClubDirectory clubs;
  private final Journal journal;
  private final BusinessClock clock;

  SyncRuns(JdbcClient jdbc, ClubDirectory clubs, Journal journal, BusinessClock clock) {
    this.jdbc = jdbc;
    this.clubs = clubs;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * The run that goes on for a connection, a new one if there is none. The first reading of a mode
   * is history; reading everything again, or after a day of silence, is catching up.
   */
  public SyncRun start(long connection, ClubSystem.Mode mode, @Nullable String by) {
    jdbc.sql(START)
        .param("connection", connection)
        .param("mode", mode.name())
        .param("hearing", hearing(connection, mode).name())
        .param("by", by, java.sql.Types.VARCHAR)
        .param("now", Columns.at(clock.instant()))
        .query(Long.class)
        .optional();
    return running(connection).orElseThrow();
  }

  private Hearing hearing(long connection, ClubSystem.Mode mode) {
    Instant last = lastCompleted(connection, mode);
    if (last == null) {
      return Hearing.HISTORY;
    }
    boolean silent = last.isBefore(clock.instant().minus(LONG_SILENCE));
    return mode == ClubSystem.Mode.FULL || silent ? Hearing.CATCHING_UP : Hearing.AS_IT_HAPPENS;
  }

  /** How fresh the next page is: a run that lay for a day catches up, whatever it began as. */
  Hearing hearing(SyncRun run) {
    boolean lay = run.updatedAt().isBefore(clock.instant().minus(LONG_SILENCE));
    return lay && run.hearing() == Hearing.AS_IT_HAPPENS ? Hearing.CATCHING_UP : run.hearing();
  }

  private @Nullable Instant lastCompleted(long connection, ClubSystem.Mode mode) {
    java.time.OffsetDateTime last =
        jdbc.sql(LAST_COMPLETED)
            .param("connection", connection)
            .param("mode", mode.name())
            .query(
                (row, i) -> Optional.ofNullable(row.getObject(1, java.time.OffsetDateTime.class)))
            .single()
            .orElse(null);
    return last == null ? null : last.toInstant();
  }

  /** The run that goes on, or lies interrupted, for a connection. */
  public Optional<SyncRun> running(long connection) {
    return jdbc.sql(SELECT + " where connection_id = :connection and state = 'RUNNING'")
        .param("connection", connection)
        .query((row, i) -> run(row))
        .optional();
  }

  public SyncRun get(long id) {
    return jdbc.sql(SELECT + " where id = :id")
        .param("id", id)
        .query((row, i) -> run(row))
        .optional()
        .orElseThrow(() -> new NotFound("sync run", id));
  }

  /** Runs, the newest first. */
  public List<SyncRun> list(@Nullable Long connection, PageRequest page) {
    return jdbc.sql(
            SELECT
                + " where (id < :before or :before = 0)"
                + " and (connection_id = :connection or cast(:connection as bigint) is null)"
                + " order by id desc limit :rows")
        .param("before", page.after())
        .param("connection", connection, java.sql.Types.BIGINT)
        .param("rows", page.limit() + 1)
        .query((row, i) -> run(row))
        .list();
  }

  /** Asks a run to stop after the page it is at. One that ended stays as it is. */
  public SyncRun wantStop(long id) {
    jdbc.sql("update sync_run set stop_wanted = true where id = :id and state = 'RUNNING'")
        .param("id", id)
        .update();
    return get(id);
  }

  /**
   * Writes down that a page is taken, in the transaction that took it.
   *
   * @param heard how fresh it was
   * @param position where to go on; null after the last page
   * @param spent on the page
   */
  SyncRun progress(
      SyncRun run,
      Hearing heard,
      Applied applied,
      @Nullable String position,
      @Nullable Long total,
      Spent spent) {
    jdbc.sql(PROGRESS)
        .param("hearing", heard.name())
        .param("id", run.id())
        .param("position", position, java.sql.Types.VARCHAR)
        .param("total", total, java.sql.Types.BIGINT)
        .param("counts", JSON.valueToTree(sum(run.counts(), applied)).toString())
        .param("worked", spent.worked().toMillis())
        .param("written", spent.written().toMillis())
        .param("now", Columns.at(clock.instant()))
        .update();
    return get(run.id());
  }

  /**
   * @throws LeaseLost if another node runs the connection now
   */
  void requireOwned(Lease lease) {
    boolean owned =
        jdbc.sql(STILL_OWNED)
            .param("connection", lease.connection().value())
            .param("fence", lease.fence())
            .query(Long.class)
            .optional()
            .isPresent();
    if (!owned) {
      throw new LeaseLost(lease);
    }
  }

  /** Writes down why a run does not go on just now. */
  void trouble(SyncRun run, ClubSystem.Trouble trouble) {
    jdbc.sql(TROUBLE)
        .param("id", run.id())
        .param("code", trouble.code())
        .param("trouble", trouble.reason())
        .update();
  }

  /**
   * Time a run took.
   *
   * @param worked with the time its system took to answer
   * @param written of it, the time spent writing
   */
  record Spent(Duration worked, Duration written) {

    static Spent ofMillis(long worked, long written) {
      return new Spent(Duration.ofMillis(worked), Duration.ofMillis(written));
    }
  }

  /**
   * Ends a run. One whose changes were no news is told as a whole.
   *
   * @param spent on ending it
   */
  SyncRun end(SyncRun run, SyncRun.State state, ClubSystem.@Nullable Trouble trouble, Spent spent) {
    int ended =
        jdbc.sql(END)
            .param("id", run.id())
            .param("state", state.name())
            .param("worked", spent.worked().toMillis())
            .param("written", spent.written().toMillis())
            .param("code", trouble == null ? null : trouble.code(), java.sql.Types.VARCHAR)
            .param("trouble", trouble == null ? null : trouble.reason(), java.sql.Types.VARCHAR)
            .param("now", Columns.at(clock.instant()))
            .update();
    SyncRun now = get(run.id());
    boolean quiet = now.hearing() == Hearing.AS_IT_HAPPENS || now.mode() == ClubSystem.Mode.COMPARE;
    if (ended > 0 && state == SyncRun.State.COMPLETED && !quiet) {
      tellFinished(now);
    }
    return now;
  }

  private void tellFinished(SyncRun run) {
    Instant now = clock.instant();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("runId", run.id());
    data.put("connectionId", run.connectionId());
    data.put("mode", run.mode().name());
    data.put("counts", run.counts());
    NewEvent event = NewEvent.once("sync.finished", "sync_run", run.id(), null, data, now);
    journal.append(List.of(event), now, LocalDate.ofInstant(now, clubs.here().zone()));
  }

  private static Map<String, Applied.Counts> sum(
      Map<String, Applied.Counts> before, Applied applied) {
    Map<String, Applied.Counts> sum = new LinkedHashMap<>(before);
    for (Entity entity : Entity.values()) {
      Applied.Counts more = applied.counts().get(entity);
      if (more != null) {
        sum.merge(entity.word(), more, Applied.Counts::plus);
      }
    }
    return sum;
  }

  private static SyncRun run(ResultSet row) throws SQLException {
    return new SyncRun(
        row.getLong("id"),
        row.getLong("connection_id"),
        ClubSystem.Mode.valueOf(row.getString("mode")),
        Hearing.valueOf(row.getString("hearing")),
        SyncRun.State.valueOf(row.getString("state")),
        row.getString("position"),
        row.getInt("pages"),
        Columns.number(row, "total"),
        counts(row.getString("counts")),
        Duration.ofMillis(row.getLong("worked_ms")),
        row.getBoolean("stop_wanted"),
        row.getString("trouble_code"),
        row.getString("trouble"),
        row.getString("started_by"),
        Columns.time(row, "started_at"),
        Columns.time(row, "updated_at"),
        Columns.timeOrNull(row, "ended_at"));
  }

  private static Map<String, Applied.Counts> counts(String text) {
    try {
      return JSON.readValue(text, COUNTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The database holds counts that are no JSON", e);
    }
  }
}
