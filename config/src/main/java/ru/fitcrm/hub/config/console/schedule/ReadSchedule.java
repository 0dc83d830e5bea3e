package ru.fitcrm.hub.config.console.schedule;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.config.console.CalendarMonth;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.club.ClubStaff;
import ru.fitcrm.hub.core.club.Employee;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.shift.WorkHours;
import ru.fitcrm.hub.core.shift.WorkShift;

/** Reads a month of somebody's work hours. Runs inside the club's gate. */
@Component
class ReadSchedule {

  private static final PageRequest ALL = new PageRequest(0, PageRequest.MAX_LIMIT);

  private final ClubStaff staff;
  private final WorkHours hours;

  ReadSchedule(ClubStaff staff, WorkHours hours) {
    this.staff = staff;
    this.hours = hours;
  }

  /**
   * @param whose an employee's id; null is one's own, or the first of whom an administrator may
   *     choose
   * @param day the day to open, null for none
   */
  ScheduleView read(Visit visit, @Nullable Long whose, YearMonth month, @Nullable LocalDate day) {
    List<Employee> choice = choice(visit);
    Employee employee = chosen(visit, choice, whose);
    return new ScheduleView(
        choice,
        employee,
        employee != null && Objects.equals(employee.id(), visit.user().employeeId()),
        CalendarMonth.of(
            month,
            shifts(employee, month),
            WorkShift::date,
            visit.say().today(),
            day,
            visit.locale()),
        hours.isGivenOn(employee == null ? null : employee.branchId()));
  }

  private List<Employee> choice(Visit visit) {
    Long own = visit.user().employeeId();
    if (visit.isAdmin()) {
      return staff.list(ALL);
    }
    return own == null ? List.of() : staff.find(own).stream().toList();
  }

  private static @Nullable Employee chosen(
      Visit visit, List<Employee> choice, @Nullable Long whose) {
    Long wanted = whose == null ? visit.user().employeeId() : whose;
    if (wanted == null) {
      return choice.isEmpty() ? null : choice.getFirst();
    }
    return choice.stream()
        .filter(one -> one.id() == wanted)
        .findFirst()
        .orElseThrow(() -> new AccessDeniedException("Others' hours are the administrator's"));
  }

  private List<WorkShift> shifts(@Nullable Employee employee, YearMonth month) {
    return employee == null
        ? List.of()
        : hours
            .list(employee.id(), CalendarMonth.first(month), CalendarMonth.last(month), ALL)
            .stream()
            .sorted(Comparator.comparing(WorkShift::startsAt))
            .toList();
  }
}
