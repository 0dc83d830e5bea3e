package ru.fitcrm.hub.core.connection;

/** What a connection is doing, as one word. */
public enum ConnectionState {
  /** Nobody wants it to run. */
  OFF,
  /** Wanted, not heard yet. */
  STARTING,
  RUNNING,
  /** Wanted, and the outside system does not answer. */
  DOWN,
  /** Its module is not in the club's plan. */
  LOCKED
}
