package ru.fitcrm.hub.core.night;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.SqlFile;

/** How the jobs of the night fare, in figures; dry runs do not count. */
public final class JobFigures {

  private static final String READ = SqlFile.read(JobFigures.class, "job_figures.sql");

  private final ClubGate gate;
  private final JdbcClient jdbc;

  JobFigures(ClubGate gate, JdbcClient jdbc) {
    this.gate = gate;
    this.jdbc = jdbc;
  }

  /**
   * A job's figures.
   *
   * @param lastSuccess when a run of it last ended without a failed club; null: never
   * @param lastDuration of the run that ended last; null: none has
   * @param found in all clubs, for the business date of that run
   * @param made in all clubs, for the same date
   * @param failedClubs clubs in which it failed last and was not done since
   * @param running runs a node works on
   */
  public record Figures(
      String job,
      @Nullable Instant lastSuccess,
      @Nullable Duration lastDuration,
      long found,
      long made,
      long failedClubs,
      long running) {}

  /** Of every job that has a schedule, by name. */
  public List<Figures> all() {
    return gate.asPlatform(() -> jdbc.sql(READ).query((row, i) -> figures(row)).list());
  }

  private static Figures figures(ResultSet row) throws SQLException {
    Long millis = Columns.number(row, "millis");
    return new Figures(
        row.getString("job"),
        Columns.timeOrNull(row, "last_success"),
        millis == null ? null : Duration.ofMillis(millis),
        row.getLong("found"),
        row.getLong("made"),
        row.getLong("failed_clubs"),
        row.getLong("running"));
  }
}
