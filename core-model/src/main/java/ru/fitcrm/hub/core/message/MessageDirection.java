package ru.fitcrm.hub.core.message;

/** Who writes to whom. */
public enum MessageDirection {
  /** A person wrote to the club. */
  INCOMING,
  /** The club writes to a person. */
  OUTGOING
}
