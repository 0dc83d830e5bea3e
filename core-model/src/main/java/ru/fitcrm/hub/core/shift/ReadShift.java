package ru.fitcrm.hub.core.shift;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.sync.Packet;

/** Reads a change of work hours as it is given to the club's system. Runs inside its gate. */
public final class ReadShift {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

  private static final String CHANGED =
      """
      select change_no, ref, employee_ref, starts_at, ends_at, deleted from work_shift where id = :id""";

  private final JdbcClient jdbc;
  private final ClubDirectory clubs;

  ReadShift(JdbcClient jdbc, ClubDirectory clubs) {
    this.jdbc = jdbc;
    this.clubs = clubs;
  }

  /** What to do about a change that was put. */
  public sealed interface Now {

    record Give(Packet.Shift shift) implements Now {}

    /**
     * It is not given any more.
     *
     * @param code stable: {@code overtaken} by a later change, which is given instead, or {@code
     *     gone}
     */
    record Withdraw(String code, String reason) implements Now {}
  }

  /**
   * @param sourceId of the change's message
   */
  public Now read(String sourceId) {
    ShiftChange change = ShiftChange.read(sourceId);
    ZoneId zone = clubs.here().zone();
    Optional<Row> row =
        jdbc.sql(CHANGED).param("id", change.shift()).query((r, i) -> row(r, zone)).optional();
    if (row.isEmpty()) {
      return new Now.Withdraw("removed", "These hours were removed before the system had them");
    }
    return row.get().change() == change.number()
        ? new Now.Give(row.get().told())
        : new Now.Withdraw("overtaken", "A later change of the same hours is given instead");
  }

  private record Row(long change, Packet.Shift told) {}

  private static Row row(ResultSet row, ZoneId zone) throws SQLException {
    return new Row(
        row.getLong("change_no"),
        new Packet.Shift(
            row.getString("ref"),
            null,
            row.getString("employee_ref"),
            local(Columns.time(row, "starts_at"), zone),
            local(Columns.time(row, "ends_at"), zone),
            Boolean.toString(row.getBoolean("deleted"))));
  }

  private static String local(Instant at, ZoneId zone) {
    return SECONDS.format(LocalDateTime.ofInstant(at, zone));
  }
}
