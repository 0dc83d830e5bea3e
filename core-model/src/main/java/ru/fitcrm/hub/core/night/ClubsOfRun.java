package ru.fitcrm.hub.core.night;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.PageRequest;

/** How a run fares in each of its clubs. */
public final class ClubsOfRun {

  private static final String COLUMNS =
      """
      select k.club_id, c.name, c.slug, k.state, k.found, k.made, k.attempts, k.reason, k.worked_ms,
             k.ended_at, k.position is not null as begun
        from job_run_club k join club c on c.id = k.club_id
       where k.run_id = :run and (cast(:club as bigint) is null or k.club_id = :club)
      """;

  private static final String LIST =
      COLUMNS + " and k.club_id > :after order by k.club_id limit :rows";

  private static final String TROUBLED_FIRST =
      COLUMNS
          + """
             order by array_position(array['FAILED', 'STOPPED', 'OWED', 'SKIPPED', 'DONE'], k.state),
                      k.found desc, k.club_id
             limit :rows""";

  private final ClubGate gate;
  private final JdbcClient jdbc;

  ClubsOfRun(ClubGate gate, JdbcClient jdbc) {
    this.gate = gate;
    this.jdbc = jdbc;
  }

  /** Where a club stands in a run. */
  public enum State {
    /** Waits, or is worked on. */
    OWED,
    DONE,
    FAILED,
    /** Left out, with a reason. */
    SKIPPED,
    STOPPED
  }

  /**
   * A club in a run.
   *
   * @param begun some of its slices are done and some are not
   * @param attempts how often it failed or was left out
   * @param reason why it failed or was left out, without personal data
   * @param workedMs how long it was worked on, in milliseconds
   */
  public record OneClub(
      long club,
      String name,
      String slug,
      State state,
      boolean begun,
      long found,
      long made,
      int attempts,
      @Nullable String reason,
      long workedMs,
      @Nullable Instant endedAt) {}

  /**
   * By id; one more than the limit.
   *
   * @param club null for all
   */
  public List<OneClub> list(long run, @Nullable ClubId club, PageRequest page) {
    return query(LIST, run, club, page);
  }

  /** As many as asked for, those in trouble first. */
  public List<OneClub> troubledFirst(long run, @Nullable ClubId club, int most) {
    return query(TROUBLED_FIRST, run, club, new PageRequest(0, most - 1));
  }

  private List<OneClub> query(String sql, long run, @Nullable ClubId club, PageRequest page) {
    JdbcClient.StatementSpec ask =
        jdbc.sql(sql)
            .param("run", run)
            .param("club", club == null ? null : club.value(), Types.BIGINT)
            .param("after", page.after())
            .param("rows", page.limit() + 1);
    return gate.asPlatform(() -> ask.query((row, i) -> one(row)).list());
  }

  private static OneClub one(ResultSet row) throws SQLException {
    return new OneClub(
        row.getLong("club_id"),
        row.getString("name"),
        row.getString("slug"),
        State.valueOf(row.getString("state")),
        row.getBoolean("begun"),
        row.getLong("found"),
        row.getLong("made"),
        row.getInt("attempts"),
        row.getString("reason"),
        row.getLong("worked_ms"),
        Columns.timeOrNull(row, "ended_at"));
  }
}
