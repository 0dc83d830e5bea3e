package ru.fitcrm.hub.core.club;

import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.person.PhoneReading;
import ru.fitcrm.hub.core.person.ReadPhone;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.Required;

/**
 * What may be set of an employee. A null role is RECEPTION.
 *
 * @param available whether clients see this one as somebody to book; null leaves it, and a new
 *     employee is
 */
public record EmployeeEdit(
    @Nullable String name,
    @Nullable String phone,
    @Nullable String extension,
    @Nullable Role role,
    @Nullable Long branchId,
    @Nullable Boolean available) {

  public EmployeeEdit(
      @Nullable String name,
      @Nullable String phone,
      @Nullable String extension,
      @Nullable Role role,
      @Nullable Long branchId) {
    this(name, phone, extension, role, branchId, null);
  }

  EmployeeEdit complete(String region) {
    return new EmployeeEdit(
        Required.text("name", name),
        checkPhone(region),
        extension == null || extension.isBlank() ? null : extension.strip(),
        checkRole(),
        branchId,
        available);
  }

  private @Nullable String checkPhone(String region) {
    if (phone == null || phone.isBlank()) {
      return null;
    }
    PhoneReading reading = ReadPhone.read(phone, region);
    String e164 = reading.e164OrNull();
    if (e164 == null) {
      throw new InvalidInput(
          "phone", "phone.invalid", "phone is not a number that exists: write it as +79161234567");
    }
    return e164;
  }

  private Role checkRole() {
    if (role == Role.SUPERADMIN) {
      throw new InvalidInput("role", "role.platform", "SUPERADMIN is not a role of a club");
    }
    return role == null ? Role.RECEPTION : role;
  }
}
