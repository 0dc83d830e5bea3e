package ru.fitcrm.hub.core.connection;

/** Identity of a configured connection of a club to an outside system. */
public record ConnectionId(long value) {

  /**
   * Stands where a connection stands in what people brought in files: no club configures it, it is
   * in no list, and nothing it tells is news.
   */
  public static final ConnectionId FILES = new ConnectionId(0);

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
