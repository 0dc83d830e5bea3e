package ru.fitcrm.hub.config.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import ru.fitcrm.hub.config.start.DatabaseLogins;
import ru.fitcrm.hub.config.start.HubKey;
import ru.fitcrm.hub.config.start.MigrateDatabase;
import ru.fitcrm.hub.config.start.StartRefused;
import ru.fitcrm.hub.config.start.UnfinishedRestore;

/**
 * Fills an empty database from a backup: tables of the backup's version, then all rows in one
 * transaction, then the migrations since. Broken off, it leaves a mark that keeps a hub from
 * starting and lets the next restore begin anew.
 */
public final class RestoreDatabase {

  private final DatabaseLogins logins;
  private final HubKey key;
  private final String migrations;
  private final Consumer<String> progress;

  public RestoreDatabase(
      DatabaseLogins logins, HubKey key, String migrations, Consumer<String> progress) {
    this.logins = logins;
    this.key = key;
    this.migrations = migrations;
    this.progress = progress;
  }

  /**
   * Restores the backup in this folder.
   *
   * @throws StartRefused if the backup is not whole, is of a newer hub, or the database is not
   *     empty; nothing is changed then
   */
  public void from(Path path) throws IOException, SQLException {
    BackupFolder folder = BackupFolder.checked(path);
    BackupManifest manifest = folder.manifest();
    MigrateDatabase migrate = new MigrateDatabase(logins, migrations);
    refuseNewer(migrate.flyway(), manifest);
    try (Connection owner = logins.asOwner()) {
      prepareEmpty(owner, migrate);
      migrate.upTo(manifest.schemaVersion());
      new LoadRows(owner, progress).load(folder, manifest);
    }
    migrate.upTo(null);
    warnOfOtherKey(manifest);
    progress.accept("Restore done: the database is as of " + manifest.createdAt() + ".");
  }

  private static void refuseNewer(Flyway flyway, BackupManifest manifest) {
    boolean known =
        Arrays.stream(flyway.info().all())
            .map(info -> String.valueOf(info.getVersion()))
            .anyMatch(version -> version.equals(manifest.schemaVersion()));
    if (!known) {
      throw new StartRefused(
          "DIR: the backup is of database version "
              + manifest.schemaVersion()
              + ", which this hub does not know. Restore it with the hub version that made it, or a"
              + " newer one.");
    }
  }

  private void prepareEmpty(Connection owner, MigrateDatabase migrate) throws SQLException {
    if (UnfinishedRestore.marked(owner)) {
      progress.accept("Clearing what a restore that was broken off left.");
      migrate.clean();
    } else if (!new Catalogue(owner).empty()) {
      throw new StartRefused(
          "HUB_DATA: the database is not empty, and a restore overwrites nothing. Set HUB_DATA to a"
              + " new folder, or HUB_DB_URL to an empty database.");
    }
    UnfinishedRestore.mark(owner);
  }

  private void warnOfOtherKey(BackupManifest manifest) {
    if (!key.fingerprint().equals(manifest.keyFingerprint())) {
      progress.accept(
          "HUB_SECRET_KEY: the backup was made with another key; connection secrets in it can't be"
              + " read. Set HUB_SECRET_KEY to the old key, or enter the secrets anew.");
    }
  }
}
