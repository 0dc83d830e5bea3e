package ru.fitcrm.hub.config.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import ru.fitcrm.hub.config.start.DatabaseLogins;
import ru.fitcrm.hub.config.start.EmbeddedDatabase;
import ru.fitcrm.hub.config.start.HubDatabase;
import ru.fitcrm.hub.config.start.HubKey;
import ru.fitcrm.hub.config.start.MigrateDatabase;
import ru.fitcrm.hub.config.start.StartSettings;

/** The commands as a person calls them: they find the database by the hub's own settings. */
public final class BackupCommands {

  private final StartSettings settings;
  private final InstantSource clock;
  private final Consumer<String> progress;

  public BackupCommands(StartSettings settings, InstantSource clock, Consumer<String> progress) {
    this.settings = settings;
    this.clock = clock;
    this.progress = progress;
  }

  /** Backs up, beside a running hub or with the embedded database started for the time of it. */
  public void backup(Path folder, boolean withSecretKey) throws IOException, SQLException {
    Optional<DatabaseLogins> running =
        settings.database() == null
            ? EmbeddedDatabase.ofRunningHub(settings.data())
            : Optional.empty();
    if (running.isPresent()) {
      HubKey key = EmbeddedDatabase.keyOf(settings.data(), settings.secretKey());
      new BackupDatabase(running.get(), key, clock, progress).to(folder, withSecretKey);
      return;
    }
    try (HubDatabase database = HubDatabase.open(settings)) {
      new BackupDatabase(database.logins(), database.key(), clock, progress)
          .to(folder, withSecretKey);
    }
  }

  /** Restores into the empty database of the settings; no hub may run on it. */
  public void restore(Path folder) throws IOException, SQLException {
    BackupFolder checked = BackupFolder.checked(folder);
    if (settings.database() == null && settings.secretKey() == null) {
      EmbeddedDatabase.bringKey(settings.data(), checked.keyFile());
    }
    try (HubDatabase database = HubDatabase.open(settings)) {
      new RestoreDatabase(database.logins(), database.key(), MigrateDatabase.LOCATION, progress)
          .from(folder);
    }
  }
}
