package ru.fitcrm.hub.core.shift;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Reads work hours as people see them. Runs inside the club's gate. */
final class FindShifts {

  private static final String SELECT =
      """
      select s.*, c.id is not null as connected, coalesce(c.kind = any (:kinds), true) as changeable
        from work_shift s left join connection c on c.id = s.connection_id
       where not s.deleted
      """;

  private static final String LIST =
      SELECT
          + """
             and (cast(:employee as bigint) is null or s.employee_id = :employee)
             and (cast(:from as timestamptz) is null or s.starts_at >= :from)
             and (cast(:to as timestamptz) is null or s.starts_at < :to)
           order by s.starts_at, s.id offset :after limit :rows""";

  private static final String OVERLAPPING =
      """
      select starts_at, ends_at from work_shift
       where employee_id = :employee and not deleted and id <> :id and starts_at < :to and ends_at > :from
       order by starts_at limit 1""";

  private final JdbcClient jdbc;
  private final String[] kinds;

  /**
   * @param takers whose rows may be changed here
   */
  FindShifts(JdbcClient jdbc, ShiftTakers takers) {
    this.jdbc = jdbc;
    this.kinds = takers.kinds().toArray(String[]::new);
  }

  List<WorkShift> list(
      @Nullable Long employee,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      PageRequest page,
      ZoneId zone) {
    LocalDate end = to == null ? null : to.plusDays(1);
    return jdbc.sql(LIST)
        .param("kinds", kinds, Types.ARRAY)
        .param("employee", employee, Types.BIGINT)
        .param("from", midnight(from, zone), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("to", midnight(end, zone), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("after", page.after())
        .param("rows", page.limit() + 1)
        .query((row, i) -> shift(row, zone))
        .list();
  }

  private static @Nullable Object midnight(@Nullable LocalDate date, ZoneId zone) {
    return date == null ? null : Columns.at(date.atStartOfDay(zone).toInstant());
  }

  WorkShift get(long id, ZoneId zone) {
    return jdbc.sql(SELECT + " and s.id = :id")
        .param("kinds", kinds, Types.ARRAY)
        .param("id", id)
        .query((row, i) -> shift(row, zone))
        .optional()
        .orElseThrow(() -> new NotFound("work shift", id));
  }

  /**
   * What the employee works already in these hours.
   *
   * @param id of the row they are meant for, 0 for a new one
   */
  Optional<ShiftHours> overlapping(long employee, ShiftHours hours, long id) {
    return jdbc.sql(OVERLAPPING)
        .param("employee", employee)
        .param("id", id)
        .param("from", Columns.at(hours.from()))
        .param("to", Columns.at(hours.to()))
        .query(
            (row, i) ->
                new ShiftHours(Columns.time(row, "starts_at"), Columns.time(row, "ends_at")))
        .optional();
  }

  private static WorkShift shift(ResultSet row, ZoneId zone) throws SQLException {
    Instant startsAt = Columns.time(row, "starts_at");
    Instant endsAt = Columns.time(row, "ends_at");
    ZonedDateTime start = startsAt.atZone(zone);
    return new WorkShift(
        row.getLong("id"),
        Columns.number(row, "employee_id"),
        start.toLocalDate(),
        start.toLocalTime(),
        endsAt.atZone(zone).toLocalTime(),
        startsAt,
        endsAt,
        state(row),
        row.getBoolean("changeable"),
        row.getString("giving_code"),
        row.getString("giving_reason"),
        row.getLong("version"));
  }

  private static ShiftState state(ResultSet row) throws SQLException {
    String giving = row.getString("giving");
    if (!row.getBoolean("connected")) {
      return ShiftState.HERE;
    }
    return giving == null || giving.equals("GIVEN") ? ShiftState.THERE : ShiftState.valueOf(giving);
  }
}
