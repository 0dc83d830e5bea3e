package ru.fitcrm.hub.core.night;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.SqlFile;

/**
 * What a run came to, beside the run of the job before it; of a dry run also what it would bring.
 */
public final class RunOutcomes {

  private static final String OUTCOME = SqlFile.read(RunOutcomes.class, "outcome.sql");
  private static final String WOULD_FOLLOW = SqlFile.read(RunOutcomes.class, "would_follow.sql");
  private static final String COMPARED = SqlFile.read(RunOutcomes.class, "compared.sql");

  private final ClubGate gate;
  private final JdbcClient jdbc;

  RunOutcomes(ClubGate gate, JdbcClient jdbc) {
    this.gate = gate;
    this.jdbc = jdbc;
  }

  /**
   * A run's outcome.
   *
   * @param clubs at most 500, those with most findings first
   * @param wouldFollow of a dry run the cards and notices that would appear; of others nothing
   */
  public record Outcome(List<OfClub> clubs, List<Follows> wouldFollow) {
    public Outcome {
      clubs = List.copyOf(clubs);
      wouldFollow = List.copyOf(wouldFollow);
    }
  }

  /**
   * A club's outcome.
   *
   * @param comparedWith the run of the job before this, null if there was none
   * @param fresh found now and neither by that run nor told by any before
   * @param gone found by that run and not now
   */
  public record OfClub(
      long club,
      String name,
      String slug,
      long found,
      long made,
      @Nullable Long comparedWith,
      long fresh,
      long gone) {}

  /**
   * What would follow in a club by a rule.
   *
   * @param action CARD or NOTICE
   * @param what the card's reason, or the rule's name
   */
  public record Follows(long club, String action, String what, long count) {}

  /** How a finding stands to the run before. */
  public enum Change {
    NEW,
    /** The run before found it, this one did not. */
    GONE,
    SAME
  }

  /**
   * A finding as people look at it.
   *
   * @param name of the client, null if it has none or the finding is about nobody
   * @param data the dates and amounts that led to it, as JSON
   * @param known told by a run before
   */
  public record Row(
      Change change,
      String type,
      @Nullable Long clientId,
      @Nullable String name,
      @JsonRawValue String data,
      boolean known) {}

  /**
   * @param club null for all
   */
  public Outcome of(JobRun run, @Nullable ClubId club) {
    Long number = club == null ? null : Long.valueOf(club.value());
    return gate.asPlatform(
        () -> new Outcome(clubs(run, number), run.dryRun() ? follows(run, number) : List.of()));
  }

  private List<OfClub> clubs(JobRun run, @Nullable Long club) {
    return jdbc.sql(OUTCOME)
        .param("run", run.id())
        .param("job", run.job())
        .param("club", club, Types.BIGINT)
        .query(
            (row, i) ->
                new OfClub(
                    row.getLong("club_id"),
                    row.getString("name"),
                    row.getString("slug"),
                    row.getLong("found"),
                    row.getLong("made"),
                    Columns.number(row, "compared_with"),
                    row.getLong("fresh"),
                    row.getLong("gone")))
        .list();
  }

  private List<Follows> follows(JobRun run, @Nullable Long club) {
    return jdbc.sql(WOULD_FOLLOW)
        .param("run", run.id())
        .param("club", club, Types.BIGINT)
        .query(
            (row, i) ->
                new Follows(
                    row.getLong("club_id"),
                    row.getString("action"),
                    row.getString("what"),
                    row.getLong("count")))
        .list();
  }

  /** The findings of one club: the new ones first, then those that are gone, then the others. */
  public List<Row> rows(JobRun run, ClubId club, int most) {
    return gate.asPlatform(
        () ->
            jdbc.sql(COMPARED)
                .param("run", run.id())
                .param("job", run.job())
                .param("club", club.value())
                .param("rows", most)
                .query(
                    (row, i) ->
                        new Row(
                            Change.valueOf(row.getString("change")),
                            row.getString("type"),
                            Columns.number(row, "client_id"),
                            row.getString("name"),
                            row.getString("data"),
                            row.getBoolean("known")))
                .list());
  }
}
