package ru.fitcrm.hub.core.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.PageRequest;

/**
 * What people ask of the runs of a club's systems. A run asked for is a run that goes on: whoever
 * owns the connection takes it up within a second, on whatever node it was asked for. Every call
 * but {@link #asked()} runs inside the club's gate.
 */
public final class SyncDesk {

  private static final PageRequest NEWEST = new PageRequest(0, 1);

  /**
   * Reading changes gives way to all else: it loses nothing. What the hub began by itself for the
   * night gives way to a person's wish, but not to changes.
   */
  private static final String GIVE_WAY =
      """
      update sync_run set state = 'STOPPED', ended_at = :now, updated_at = :now
       where connection_id = :connection and state = 'RUNNING' and mode <> :mode
         and (mode = 'CHANGES' or mode in ('PEOPLE', 'COMPARE') and started_by is null)""";

  private static final String GO_ON =
      """
      update sync_run
         set state = 'RUNNING', stop_wanted = false, started_by = :by, ended_at = null, trouble_code = null, trouble = null
       where id = :id and state in ('STOPPED', 'FAILED')
         and not exists (select 1 from sync_run r where r.connection_id = sync_run.connection_id
                                                    and r.state = 'RUNNING')""";

  /** The hub's own run is this person's from now on: it is looked at without waiting. */
  private static final String CLAIM =
      "update sync_run set started_by = :by where id = :id and started_by is null";

  private static final String END_UNOWNED =
      """
      update sync_run r set state = 'STOPPED', ended_at = :now, updated_at = :now
        from connection c
       where r.id = :id and r.state = 'RUNNING' and c.id = r.connection_id and not c.enabled""";

  private static final String END_NIGHTLY =
      """
      update sync_run set state = 'STOPPED', ended_at = :now, updated_at = :now
       where id = :id and state = 'RUNNING' and mode = 'COMPARE' and started_by is null""";

  private static final String FULL_AT =
      """
      select max(started_at) from sync_run
       where connection_id = :connection and state = 'COMPLETED' and mode = 'FULL'""";

  private static final String WALKED_AT =
      """
      select max(started_at) from sync_run
       where connection_id = :connection and state = 'COMPLETED' and mode = 'PEOPLE'""";

  private static final String COMPARE_WANTED =
      """
      select exists (select 1 from drift_check
                      where connection_id = :connection and wanted_at is not null)""";

  private static final String HEARD_AT =
      """
      select max(ended_at) from sync_run
       where connection_id = :connection and state = 'COMPLETED' and mode not in ('COMPARE', 'REFETCH')""";

  private static final String LAST_FULL =
      """
      select max(id) from sync_run where connection_id = :connection and mode = 'FULL'""";

  /** Runs nobody asked for that found nothing: of many the last says enough. */
  private static final String FORGET_QUIET =
      """
      delete from sync_run
       where connection_id = :connection and id < :id and mode = 'CHANGES' and state = 'COMPLETED'
         and started_by is null and hearing = 'AS_IT_HAPPENS' and counts = '{}'""";

  private static final String ASKED =
      """
      select connection_id, id, stop_wanted from sync_run
       where state = 'RUNNING' and (started_by is not null or stop_wanted)""";

  private final JdbcClient jdbc;
  private final SyncRuns runs;
  private final BusinessClock clock;

  SyncDesk(JdbcClient jdbc, SyncRuns runs, BusinessClock clock) {
    this.jdbc = jdbc;
    this.runs = runs;
    this.clock = clock;
  }

  /** A run for its connection's owner to look at now. */
  public record Asked(ConnectionId connection, long run, boolean stopWanted) {}

  /**
   * Asks for a run now. Anything takes the place of changes being read; changes asked for while
   * something else goes on are that run: it is the answer.
   *
   * @param by who asks
   * @throws Conflict if another run goes on that gives way to none
   */
  public SyncRun ask(long connection, ClubSystem.Mode mode, String by) {
    if (mode != ClubSystem.Mode.CHANGES) {
      jdbc.sql(GIVE_WAY)
          .param("connection", connection)
          .param("mode", mode.name())
          .param("now", Columns.at(clock.instant()))
          .update();
    }
    SyncRun run = runs.start(connection, mode, by);
    if (mode != ClubSystem.Mode.CHANGES && run.mode() != mode) {
      throw new Conflict(
          "sync-run.another-goes-on",
          "Run " + run.id() + " (" + run.mode() + ") goes on: wait for its end, or stop it first");
    }
    jdbc.sql(CLAIM).param("id", run.id()).param("by", by).update();
    return runs.get(run.id());
  }

  /**
   * Lets a stopped or failed run go on where it was.
   *
   * @param by who wants it
   * @throws Conflict if it ended well, goes on, or another one goes on
   */
  public SyncRun resume(long id, String by) {
    SyncRun run = runs.get(id);
    if (jdbc.sql(GO_ON).param("id", id).param("by", by).update() == 0) {
      throw new Conflict(
          "sync-run.not-resumable",
          "Run "
              + id
              + " is "
              + run.state()
              + (run.state() == SyncRun.State.COMPLETED ? "" : ", or another run goes on")
              + ": ask for a new one by POST connections/"
              + run.connectionId()
              + "/sync");
    }
    return runs.get(id);
  }

  /** Stops a run after the page it is at; at once if its connection is off and nobody reads. */
  public SyncRun stop(long id) {
    SyncRun asked = runs.wantStop(id);
    int ended =
        jdbc.sql(END_UNOWNED).param("id", id).param("now", Columns.at(clock.instant())).update();
    return ended == 0 ? asked : runs.get(id);
  }

  public Standing standing(long connection) {
    return new Standing(
        runs.running(connection).orElse(null),
        number(LAST_FULL, connection).map(runs::get).orElse(null),
        time(FULL_AT, connection),
        time(WALKED_AT, connection),
        jdbc.sql(COMPARE_WANTED).param("connection", connection).query(Boolean.class).single(),
        time(HEARD_AT, connection));
  }

  /** Ends a comparison the hub began by itself, when its night is over: changes must be read. */
  public void endNightly(SyncRun run) {
    jdbc.sql(END_NIGHTLY).param("id", run.id()).param("now", Columns.at(clock.instant())).update();
  }

  /** The newest run of a connection. */
  public Optional<SyncRun> newest(long connection) {
    return runs.list(connection, NEWEST).stream().findFirst();
  }

  /** Forgets runs before this one that found nothing and that nobody asked for. */
  public void forgetQuiet(SyncRun run) {
    jdbc.sql(FORGET_QUIET).param("connection", run.connectionId()).param("id", run.id()).update();
  }

  /** Runs of all clubs that go on and that somebody asked for or wants stopped. As the platform. */
  public List<Asked> asked() {
    return jdbc.sql(ASKED)
        .query(
            (row, i) ->
                new Asked(
                    new ConnectionId(row.getLong("connection_id")),
                    row.getLong("id"),
                    row.getBoolean("stop_wanted")))
        .list();
  }

  private Optional<Long> number(String question, long connection) {
    return jdbc.sql(question)
        .param("connection", connection)
        .query((row, i) -> Optional.ofNullable(Columns.number(row, "max")))
        .single();
  }

  private @Nullable Instant time(String question, long connection) {
    return jdbc.sql(question)
        .param("connection", connection)
        .query(SyncDesk::max)
        .single()
        .orElse(null);
  }

  private static Optional<Instant> max(ResultSet row, int at) throws SQLException {
    return Optional.ofNullable(Columns.timeOrNull(row, "max"));
  }
}
