package ru.fitcrm.hub.config.start;

/** A PostgreSQL that others run. */
record ExternalDatabase(DatabaseLogins logins, HubKey key) implements HubDatabase {

  @Override
  public String describe() {
    return logins.jdbcUrl().replaceFirst("\\?.*", "") + " as " + logins.app();
  }

  @Override
  public void close() {
    // Not ours to stop.
  }
}
