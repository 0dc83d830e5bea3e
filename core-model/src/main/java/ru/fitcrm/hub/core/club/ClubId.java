package ru.fitcrm.hub.core.club;

/** Identity of a club, the tenant. Never mixed up with another number. */
public record ClubId(long value) implements java.io.Serializable {

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
