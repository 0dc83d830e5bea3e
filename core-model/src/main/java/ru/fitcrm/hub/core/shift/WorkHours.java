package ru.fitcrm.hub.core.shift;

import java.sql.Types;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.platform.StaleVersion;

/**
 * Employees' work hours. What people change here is given to the club's system where that takes
 * work hours, and else stays in the hub. Every call runs inside the club's gate.
 */
public final class WorkHours {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  /** Whoever writes hours of one employee waits here for others who do. */
  private static final String EMPLOYEE =
      "select name, branch_id from employee where id = :id for no key update";

  private static final String INSERT =
      """
      insert into work_shift (connection_id, ref, employee_ref, employee_id, starts_at, ends_at, source_hash,
                              change_no, giving)
      values (:connection, :ref,
              coalesce((select r.ref from external_ref r
                         where r.local_id = :employee and r.entity = 'employee' and r.connection_id = :connection
                         order by r.ref limit 1), left(:name, 100)),
              :employee, :from, :to, 0, 1, :giving)
      returning id""";

  /** A row that changes to another system is told to it anew. */
  private static final String UPDATE =
      """
      update work_shift
         set starts_at = :from, ends_at = :to, deleted = :deleted, version = version + 1, change_no = change_no + 1,
             giving = :giving, giving_code = null, giving_reason = null,
             source_hash = case when connection_id = :connection then source_hash else 0 end,
             source_version = case when connection_id = :connection then source_version end,
             connection_id = :connection
       where id = :id and version = :version
      returning change_no""";

  private static final String TOLD = "select source_hash <> 0 from work_shift where id = :id";

  private static final String CONNECTION = "select connection_id from work_shift where id = :id";

  private final JdbcClient jdbc;
  private final ClubDirectory clubs;
  private final FindShifts find;
  private final SendShift send;

  WorkHours(JdbcClient jdbc, ClubDirectory clubs, FindShifts find, SendShift send) {
    this.jdbc = jdbc;
    this.clubs = clubs;
    this.find = find;
    this.send = send;
  }

  /** Whether what is written of this branch's employees goes to a system of the club's. */
  public boolean isGivenOn(@Nullable Long branchId) {
    return send.way(branchId).isPresent();
  }

  /**
   * By their beginning; one more than the limit, so that the caller sees whether it goes on.
   *
   * @param from first date they may begin on
   * @param to last date they may begin on
   * @param page its {@code after} is how many to leave out
   */
  public List<WorkShift> list(
      @Nullable Long employee, @Nullable LocalDate from, @Nullable LocalDate to, PageRequest page) {
    return find.list(employee, from, to, page, clubs.here().zone());
  }

  public WorkShift get(long id) {
    return find.get(id, clubs.here().zone());
  }

  /**
   * @throws InvalidInput naming the field that cannot be taken, {@code start} if the employee works
   *     then already
   */
  public WorkShift add(ShiftEdit edit) {
    ZoneId zone = clubs.here().zone();
    ShiftHours hours = ShiftHours.of(edit, zone);
    Worker worker = lock(edit.employeeId());
    mustBeFree(worker.id(), hours, 0, zone);
    Optional<ConnectionId> way = send.way(worker.branchId());
    long connection = way.orElse(ConnectionId.FILES).value();
    long id =
        jdbc.sql(INSERT)
            .param("connection", connection)
            .param("ref", UUID.randomUUID().toString())
            .param("employee", worker.id())
            .param("name", worker.name())
            .param("from", Columns.at(hours.from()))
            .param("to", Columns.at(hours.to()))
            .param("giving", way.isPresent() ? "WAITING" : null, Types.VARCHAR)
            .query(Long.class)
            .single();
    if (way.isPresent()) {
      send.put(connection, id, 1, worker.id());
    }
    return get(id);
  }

  /**
   * Saving what was refused again gives it again; saving what stands already changes nothing.
   *
   * @param version the version the caller read
   * @throws InvalidInput as {@link #add}, and for another {@code employeeId}
   * @throws Conflict if they are a system's that takes none
   */
  public WorkShift change(long id, ShiftEdit edit, long version) {
    WorkShift before = changeable(id, version);
    if (!Objects.equals(edit.employeeId(), before.employeeId())) {
      throw new InvalidInput(
          "employeeId",
          "shift.whose",
          "employeeId stays as it is: remove these hours and add others for the other employee");
    }
    ZoneId zone = clubs.here().zone();
    ShiftHours hours = ShiftHours.of(edit, zone);
    Long employee = before.employeeId();
    if (employee != null) {
      mustBeFree(lock(employee).id(), hours, id, zone);
    }
    Optional<ConnectionId> way = way(id, before);
    boolean same = hours.equals(new ShiftHours(before.startsAt(), before.endsAt()));
    boolean settled =
        before.state() == ShiftState.WAITING
            || before.state() == ShiftState.THERE
            || (before.state() == ShiftState.HERE && way.isEmpty());
    if (!same || !settled) {
      write(before, hours, false, way.orElse(ConnectionId.FILES), version);
    }
    return get(id);
  }

  /**
   * Removes them here, and marks them as deleted in the club's system.
   *
   * @param version the version the caller read
   * @throws Conflict if they are a system's that takes none
   */
  public void remove(long id, long version) {
    WorkShift before = changeable(id, version);
    boolean nowhereElse =
        before.state() == ShiftState.HERE
            || (before.state() == ShiftState.REFUSED && !isTrue(TOLD, id));
    if (nowhereElse) {
      jdbc.sql("delete from work_shift where id = :id").param("id", id).update();
    } else {
      ShiftHours hours = new ShiftHours(before.startsAt(), before.endsAt());
      write(before, hours, true, way(id, before).orElseThrow(), version);
    }
  }

  private WorkShift changeable(long id, long version) {
    WorkShift before = get(id);
    if (!before.changeable()) {
      throw new Conflict(
          "shift.of-system",
          "These hours are the club's system's, which takes none from the hub: change them there");
    }
    if (before.version() != version) {
      throw new StaleVersion("work shift", id, version, before.version());
    }
    return before;
  }

  /** The system that has them; those that are here only go to the one there is now. */
  private Optional<ConnectionId> way(long id, WorkShift shift) {
    if (shift.state() == ShiftState.HERE) {
      Long employee = shift.employeeId();
      return employee == null ? Optional.empty() : send.way(lock(employee).branchId());
    }
    long connection = jdbc.sql(CONNECTION).param("id", id).query(Long.class).single();
    return Optional.of(new ConnectionId(connection));
  }

  private void write(
      WorkShift before, ShiftHours hours, boolean deleted, ConnectionId connection, long version) {
    boolean given = send.takes(connection.value());
    long change =
        jdbc.sql(UPDATE)
            .param("id", before.id())
            .param("version", version)
            .param("from", Columns.at(hours.from()))
            .param("to", Columns.at(hours.to()))
            .param("deleted", deleted)
            .param("connection", connection.value())
            .param("giving", given ? "WAITING" : null, Types.VARCHAR)
            .query(Long.class)
            .optional()
            .orElseThrow(() -> new StaleVersion("work shift", before.id(), version, version + 1));
    if (given) {
      send.put(connection.value(), before.id(), change, before.employeeId());
    }
  }

  private record Worker(long id, String name, @Nullable Long branchId) {}

  private Worker lock(@Nullable Long employee) {
    if (employee == null) {
      throw new InvalidInput("employeeId", "required", "employeeId is required");
    }
    return jdbc.sql(EMPLOYEE)
        .param("id", employee)
        .query(
            (row, i) ->
                new Worker(employee, row.getString("name"), Columns.number(row, "branch_id")))
        .optional()
        .orElseThrow(
            () ->
                new InvalidInput(
                    "employeeId",
                    "employee.unknown",
                    "employeeId " + employee + " is nobody who works in this club"));
  }

  private void mustBeFree(long employee, ShiftHours hours, long id, ZoneId zone) {
    Optional<ShiftHours> other = find.overlapping(employee, hours, id);
    if (other.isPresent()) {
      ZonedDateTime from = other.get().from().atZone(zone);
      String until = TIME.format(other.get().to().atZone(zone));
      throw new InvalidInput(
          "start",
          "shift.overlaps",
          "start and end overlap the hours from %s %s to %s of the same employee: change those instead"
              .formatted(from.toLocalDate(), TIME.format(from), until));
    }
  }

  private boolean isTrue(String question, long id) {
    return jdbc.sql(question).param("id", id).query(Boolean.class).single();
  }
}
