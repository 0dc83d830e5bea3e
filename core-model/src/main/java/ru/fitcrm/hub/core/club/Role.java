package ru.fitcrm.hub.core.club;

/** What a person may do, by the user guide's six roles. */
public enum Role {
  TRAINER,
  COORDINATOR,
  FITNESS_MANAGER,
  RECEPTION,
  CLUB_ADMIN,
  /** Runs the platform, all clubs. */
  SUPERADMIN
}
