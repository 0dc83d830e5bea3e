package ru.fitcrm.hub.core.club;

/** When a lead the hub made is given to the club's system of record, such as 1C. */
public enum LeadsToSystem {
  /** As it is made. */
  AT_ONCE,
  /** When somebody has sorted it: its card has a status. */
  WHEN_SORTED,
  NEVER
}
