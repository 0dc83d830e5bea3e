package ru.fitcrm.hub.core.call;

/** Who called whom, seen from the club. */
public enum CallDirection {
  INCOMING,
  OUTGOING,
  /** Between employees' phones; never a lead, shown only when asked for. */
  INTERNAL
}
