package ru.fitcrm.hub.core.club;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who works in the club.
 *
 * @param phone E.164; a call from it is never a lead
 * @param available whether clients see this one as somebody to book
 * @param extension the phone on the club's PBX, for example {@code 101}
 */
public record Employee(
    long id,
    String name,
    @Nullable String phone,
    @Nullable String extension,
    Role role,
    @Nullable Long branchId,
    boolean available,
    long version) {

  /** What may be set of this one, as it stands. */
  public EmployeeEdit edit() {
    return new EmployeeEdit(name, phone, extension, role, branchId, available);
  }
}
