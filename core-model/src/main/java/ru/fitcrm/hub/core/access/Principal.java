package ru.fitcrm.hub.core.access;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.club.Role;

/**
 * Who is asking.
 *
 * @param name for the audit: an e-mail, or the name of an API key
 * @param club the club of the user or key; a superadmin's is the platform's
 * @param employeeId whose notices to show, if the user is an employee
 */
public record Principal(String name, ClubId club, @Nullable Long employeeId, Role role)
    implements Serializable {

  public boolean isSuperadmin() {
    return role == Role.SUPERADMIN;
  }

  /** Whether this one may work in a club at all. */
  public boolean mayEnter(ClubId other) {
    return isSuperadmin() || club.equals(other);
  }

  /** Whether this one may change settings: connections, employees, keys. */
  public boolean mayAdminister() {
    return isSuperadmin() || role == Role.CLUB_ADMIN;
  }

  /** Whether this one may see so much of people's data. */
  public boolean may(Right right) {
    return right.isOf(role);
  }

  /**
   * Whether this one may say whose a client is. Everybody sees their own clients' numbers: whoever
   * sees no others would show themselves any by taking its client.
   */
  public boolean mayAssign() {
    return may(Right.PHONES);
  }

  /**
   * Whether this one may write an employee's work hours: their own, an administrator everybody's.
   */
  public boolean mayPlan(@Nullable Long employee) {
    return mayAdminister() || (employee != null && employee.equals(employeeId));
  }
}
