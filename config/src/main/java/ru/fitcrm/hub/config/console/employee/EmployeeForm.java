package ru.fitcrm.hub.config.console.employee;

import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.club.Employee;
import ru.fitcrm.hub.core.club.EmployeeEdit;
import ru.fitcrm.hub.core.club.Role;

/**
 * An employee as typed.
 *
 * @param version the one the form was filled from, 0 for somebody new
 * @param available null if its box is not ticked
 */
record EmployeeForm(
    long version,
    @Nullable String name,
    @Nullable Role role,
    @Nullable Long branchId,
    @Nullable String phone,
    @Nullable String extension,
    @Nullable String email,
    @Nullable String telegram,
    @Nullable String max,
    @Nullable Boolean available) {

  static EmployeeForm empty() {
    return new EmployeeForm(0, "", Role.RECEPTION, null, "", "", "", "", "", true);
  }

  static EmployeeForm of(Employee one) {
    return new EmployeeForm(
        one.version(),
        one.name(),
        one.role(),
        one.branchId(),
        one.phone(),
        one.extension(),
        one.email(),
        one.telegram(),
        one.max(),
        one.available());
  }

  /** The same to be saved over what is there now. */
  EmployeeForm against(Employee now) {
    return new EmployeeForm(
        now.version(), name, role, branchId, phone, extension, email, telegram, max, available);
  }

  EmployeeEdit edit() {
    return new EmployeeEdit(
        name,
        phone,
        extension == null || extension.isBlank() ? null : extension.strip(),
        role,
        branchId,
        Boolean.TRUE.equals(available),
        email,
        telegram,
        max);
  }
}
