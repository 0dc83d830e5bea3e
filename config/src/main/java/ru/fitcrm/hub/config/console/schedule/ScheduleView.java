package ru.fitcrm.hub.config.console.schedule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.config.console.CalendarMonth;
import ru.fitcrm.hub.core.club.Employee;
import ru.fitcrm.hub.core.shift.ShiftState;
import ru.fitcrm.hub.core.shift.WorkShift;

/**
 * Somebody's schedule.
 *
 * @param employees whom one may choose from; oneself alone for most
 * @param employee whose it is, null if the club has nobody to show
 * @param own whether it is the reader's
 * @param given whether what is written here goes to a 1C
 */
record ScheduleView(
    List<Employee> employees,
    @Nullable Employee employee,
    boolean own,
    CalendarMonth<WorkShift> month,
    boolean given) {

  /** Whether something is still to be given to 1C. */
  public boolean waiting() {
    return month.days().stream()
        .flatMap(day -> day.items().stream())
        .anyMatch(shift -> shift.state() == ShiftState.WAITING);
  }
}
