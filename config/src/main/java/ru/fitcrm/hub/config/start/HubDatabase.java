package ru.fitcrm.hub.config.start;

/** The database the hub works with, opened. Closing it comes after everything that uses it. */
public interface HubDatabase extends AutoCloseable {

  DatabaseLogins logins();

  /** The key that secrets in it are encrypted with. */
  HubKey key();

  /** Where it is, for people; no password in it. */
  String describe();

  @Override
  void close();

  /**
   * Opens what the settings name: an external database as it is, or the embedded one, started.
   *
   * @throws StartRefused if it can't be had
   */
  static HubDatabase open(StartSettings settings) {
    DatabaseLogins external = settings.database();
    HubKey key = settings.secretKey();
    if (external == null) {
      return EmbeddedDatabase.start(settings.data(), key);
    }
    if (key == null) {
      throw new StartRefused("HUB_SECRET_KEY: is missing; with HUB_DB_URL it is required. Set it.");
    }
    return new ExternalDatabase(external, key);
  }
}
