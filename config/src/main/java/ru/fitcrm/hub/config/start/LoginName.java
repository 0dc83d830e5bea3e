package ru.fitcrm.hub.config.start;

/** A login of the database server. Its text never shows the password. */
public record LoginName(String name, String password) {

  @Override
  public String toString() {
    return name;
  }
}
