package ru.fitcrm.hub.core.night;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;

/** What a run found, as operators look at it: of a dry run all, of another what was new. */
public final class JobFindings {

  private static final int MOST = 500;

  private static final String FIRST =
      """
      select club_id as club, type, subject_type, subject_id, client_id, cast(data as text) as data, known
        from job_finding
       where run_id = :run and (cast(:club as bigint) is null or club_id = :club)
       order by club_id, urgency, key
       limit :rows""";

  private final ClubGate gate;
  private final JdbcClient jdbc;

  JobFindings(ClubGate gate, JdbcClient jdbc) {
    this.gate = gate;
    this.jdbc = jdbc;
  }

  /**
   * A finding.
   *
   * @param type of the event it is or would be
   * @param data the dates and amounts that led to it
   * @param known told by a run before
   */
  public record Finding(
      long club,
      String type,
      String subjectType,
      long subjectId,
      @Nullable Long clientId,
      @JsonRawValue String data,
      boolean known) {}

  /**
   * The most urgent of each club, at most {@value #MOST}.
   *
   * @param club null for all
   */
  public List<Finding> first(long run, @Nullable Long club, int rows) {
    return gate.asPlatform(
        () ->
            jdbc.sql(FIRST)
                .param("run", run)
                .param("club", club)
                .param("rows", Math.min(rows, MOST))
                .query(Finding.class)
                .list());
  }
}
