package ru.fitcrm.hub.core.connection;

/** Identity of a configured connection of a club to an outside system. */
public record ConnectionId(long value) {

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
