package ru.fitcrm.hub.config.console.schedule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.club.Employee;

/**
 * Somebody's schedule.
 *
 * @param employees whom one may choose from; one's own alone for most
 * @param employee whose it is, null if the club has nobody to show
 * @param own whether it is the reader's
 */
record ScheduleView(
    List<Employee> employees, @Nullable Employee employee, boolean own, MonthView month, Way way) {

  /** Where hours go that are written here. */
  enum Way {
    TO_SYSTEM,
    /** The club has a 1C that takes none. */
    SYSTEM_TAKES_NONE,
    NO_SYSTEM
  }
}
