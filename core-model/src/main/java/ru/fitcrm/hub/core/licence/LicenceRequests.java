package ru.fitcrm.hub.core.licence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** What clubs ask the platform for: a renewal of so many months. A renewal answers it. */
public final class LicenceRequests {

  private static final String ASK =
      """
      update licence set asked_months = :months, asked_by = :by, asked_at = :now
       where club_id = (select hub_club())""";

  private static final String READ =
      """
      select club_id, asked_months, asked_by, asked_at from licence
       where club_id = any (:clubs) and asked_months is not null""";

  private static final String WAITING =
      """
      select club_id from licence where asked_months is not null order by asked_at, club_id limit 200""";

  private final JdbcClient jdbc;
  private final BusinessClock clock;

  LicenceRequests(JdbcClient jdbc, BusinessClock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A renewal wanted by somebody. */
  public record Asked(int months, String by, Instant at) {}

  /**
   * Asks anew or instead of what was asked before. Runs inside the club's gate.
   *
   * @param by e-mail of a user
   */
  public void ask(int months, String by) {
    if (!LicenceEdit.MONTHS.contains(months)) {
      throw new InvalidInput("months", "months.choice", "months must be 1, 3, 6 or 12");
    }
    jdbc.sql(ASK)
        .param("months", months)
        .param("by", by)
        .param("now", Columns.at(clock.instant()))
        .update();
  }

  /** Runs inside the club's gate or the platform's. */
  public Optional<Asked> of(ClubId club) {
    return Optional.ofNullable(all(List.of(club)).get(club));
  }

  /** What these clubs wait for. Runs inside the platform's gate. */
  public Map<ClubId, Asked> all(Collection<ClubId> clubs) {
    Map<ClubId, Asked> all = new HashMap<>();
    jdbc.sql(READ)
        .param("clubs", clubs.stream().map(ClubId::value).toArray(Long[]::new))
        .query(
            row -> {
              all.put(new ClubId(row.getLong("club_id")), asked(row));
            });
    return all;
  }

  /** The clubs that wait, the longest first. Runs inside the platform's gate. */
  public List<ClubId> waiting() {
    return jdbc.sql(WAITING).query(Long.class).list().stream().map(ClubId::new).toList();
  }

  private static Asked asked(ResultSet row) throws SQLException {
    return new Asked(
        row.getInt("asked_months"), row.getString("asked_by"), Columns.time(row, "asked_at"));
  }
}
