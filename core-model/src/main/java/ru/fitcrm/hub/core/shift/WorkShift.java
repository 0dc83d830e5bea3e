package ru.fitcrm.hub.core.shift;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * Work hours of an employee.
 *
 * @param employeeId null for somebody the club's system told of and the hub does not know
 * @param date the club's date it begins on
 * @param end if not after {@code start}, a time of the next day
 * @param changeable whether people may change it here; what a system told that takes none may not
 * @param code why it is REFUSED; {@code not-removed} if it should be gone and is not. {@code
 *     reason} in the system's words
 */
public record WorkShift(
    long id,
    @Nullable Long employeeId,
    LocalDate date,
    LocalTime start,
    LocalTime end,
    Instant startsAt,
    Instant endsAt,
    ShiftState state,
    boolean changeable,
    @Nullable String code,
    @Nullable String reason,
    long version) {

  /** What may be set of it, as it stands. */
  public ShiftEdit edit() {
    return new ShiftEdit(employeeId, date, start, end);
  }

  /** Whether it ends on the day after it began. */
  public boolean endsNextDay() {
    return !end.isAfter(start);
  }
}
