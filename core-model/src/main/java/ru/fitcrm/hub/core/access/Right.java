package ru.fitcrm.hub.core.access;

import java.util.EnumSet;
import java.util.Set;
import ru.fitcrm.hub.core.club.Role;

/** What of people's data somebody may see in logs, lists and traces, by their role. */
public enum Right {
  /** Numbers and other addresses in full. */
  PHONES,
  /** What people wrote and were written. */
  TEXTS,
  /** What came and went to the byte; each look is written down. */
  BODIES;

  private static final Set<Right> OF_WHO_SPEAKS_WITH_CLIENTS = EnumSet.of(PHONES, TEXTS);

  /**
   * Reception, coordinators and fitness managers speak with all clients of a club. A trainer sees
   * their own clients alone, and the logs are everybody's.
   */
  boolean isOf(Role role) {
    return switch (role) {
      case SUPERADMIN, CLUB_ADMIN -> true;
      case RECEPTION, COORDINATOR, FITNESS_MANAGER -> OF_WHO_SPEAKS_WITH_CLIENTS.contains(this);
      case TRAINER -> false;
    };
  }
}
