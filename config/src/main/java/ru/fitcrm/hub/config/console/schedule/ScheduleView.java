package ru.fitcrm.hub.config.console.schedule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.club.Employee;

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
    MonthView month,
    boolean given) {}
