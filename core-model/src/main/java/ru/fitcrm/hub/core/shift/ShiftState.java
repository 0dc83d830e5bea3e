package ru.fitcrm.hub.core.shift;

/** Where work hours stand between the hub and the club's system. */
public enum ShiftState {
  /** In the hub only: no connected system takes them. */
  HERE,
  /** The last change is to be given, now or when the system is there again. */
  WAITING,
  /** As the system has them. */
  THERE,
  /** The system did not take the last change: the reason says why. */
  REFUSED
}
