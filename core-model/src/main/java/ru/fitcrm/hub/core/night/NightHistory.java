package ru.fitcrm.hub.core.night;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.platform.SqlFile;

/** How the nights went: by day, and over the weeks. */
public final class NightHistory {

  private static final String CALENDAR = SqlFile.read(NightHistory.class, "calendar.sql");
  private static final String TREND = SqlFile.read(NightHistory.class, "trend.sql");

  private final ClubGate gate;
  private final JdbcClient jdbc;

  NightHistory(ClubGate gate, JdbcClient jdbc) {
    this.gate = gate;
    this.jdbc = jdbc;
  }

  /** What became of one night of a job. */
  public enum State {
    FAILED,
    /** Worked on right now. */
    RUNNING,
    /** Waits for its turn. */
    OWED,
    STOPPED,
    /** Left out in every club. */
    SKIPPED,
    /** Done on a later day. */
    CAUGHT_UP,
    DONE
  }

  /**
   * One night of a job.
   *
   * @param run the last of its runs
   */
  public record Night(
      LocalDate date, String job, State state, long run, long clubs, long failed, long found) {}

  /**
   * A week of a job's nights.
   *
   * @param week its Monday
   * @param workedMs in milliseconds, all nights together
   */
  public record Week(
      LocalDate week, String job, long nights, long found, long made, long workedMs) {}

  /**
   * @param club null for all
   */
  public List<Night> nights(LocalDate from, LocalDate to, @Nullable ClubId club) {
    return gate.asPlatform(
        () -> ask(CALENDAR, from, to, club).query((row, i) -> night(row)).list());
  }

  /**
   * @param club null for all
   */
  public List<Week> weeks(LocalDate from, LocalDate to, @Nullable ClubId club) {
    return gate.asPlatform(
        () ->
            ask(TREND, from, to, club)
                .query(
                    (row, i) ->
                        new Week(
                            row.getObject("week", LocalDate.class),
                            row.getString("job"),
                            row.getLong("nights"),
                            row.getLong("found"),
                            row.getLong("made"),
                            row.getLong("worked_ms")))
                .list());
  }

  private JdbcClient.StatementSpec ask(
      String sql, LocalDate from, LocalDate to, @Nullable ClubId club) {
    return jdbc.sql(sql)
        .param("from", from)
        .param("to", to)
        .param("club", club == null ? null : club.value(), Types.BIGINT);
  }

  private static Night night(ResultSet row) throws SQLException {
    return new Night(
        row.getObject("business_date", LocalDate.class),
        row.getString("job"),
        state(row),
        row.getLong("run"),
        row.getLong("clubs"),
        row.getLong("failed"),
        row.getLong("found"));
  }

  private static State state(ResultSet row) throws SQLException {
    if (row.getLong("owed") > 0) {
      return row.getBoolean("live") ? State.RUNNING : State.OWED;
    }
    if (row.getLong("failed") > 0) {
      return State.FAILED;
    }
    if (row.getLong("stopped") > 0) {
      return State.STOPPED;
    }
    if (row.getLong("skipped") == row.getLong("clubs")) {
      return State.SKIPPED;
    }
    return row.getBoolean("caught_up") ? State.CAUGHT_UP : State.DONE;
  }
}
