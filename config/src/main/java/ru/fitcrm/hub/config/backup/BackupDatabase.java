package ru.fitcrm.hub.config.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.postgresql.PGConnection;
import ru.fitcrm.hub.config.start.DatabaseLogins;
import ru.fitcrm.hub.config.start.HubKey;
import ru.fitcrm.hub.config.start.PrivateFile;
import ru.fitcrm.hub.config.start.StartRefused;

/**
 * Copies every row of the database into a folder, all of one moment, while the hub works on.
 * Guarded tables are read as the platform role, who sees every club.
 */
public final class BackupDatabase {

  private final DatabaseLogins logins;
  private final HubKey key;
  private final InstantSource clock;
  private final Consumer<String> progress;

  public BackupDatabase(
      DatabaseLogins logins, HubKey key, InstantSource clock, Consumer<String> progress) {
    this.logins = logins;
    this.key = key;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Writes the backup.
   *
   * @param path a new or an empty folder
   * @param withSecretKey whether the key goes into the folder too: then the backup alone opens the
   *     connections' secrets
   * @throws StartRefused if the folder is not empty or there is nothing to copy
   */
  public void to(Path path, boolean withSecretKey) throws IOException, SQLException {
    BackupFolder folder = BackupFolder.empty(path);
    BackupManifest manifest;
    try (Connection connection = logins.asOwner()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      manifest = copyAll(connection, folder);
      connection.rollback();
    }
    if (withSecretKey) {
      folder.keep(key);
    }
    folder.finish(manifest);
    progress.accept(
        "Backup done: "
            + manifest.tables().stream().mapToLong(BackupManifest.Table::rows).sum()
            + " rows in "
            + path
            + (withSecretKey
                ? ", with the secret key: keep the folder secret."
                : ". Connection secrets in it need HUB_SECRET_KEY: keep it elsewhere, or back up"
                    + " with --with-secret-key."));
  }

  private BackupManifest copyAll(Connection connection, BackupFolder folder)
      throws IOException, SQLException {
    Catalogue catalogue = new Catalogue(connection);
    String version =
        catalogue
            .schemaVersion()
            .orElseThrow(
                () ->
                    new StartRefused(
                        "HUB_DATA: the hub has never started on this database, there is nothing to"
                            + " back up. Check HUB_DATA and HUB_DB_URL."));
    List<BackupManifest.Table> copied = new ArrayList<>();
    for (Catalogue.Table table : catalogue.tables()) {
      copied.add(copy(connection, table, folder));
    }
    return new BackupManifest(
        BackupManifest.FORMAT,
        version,
        catalogue.serverVersion(),
        clock.instant(),
        key.fingerprint(),
        copied,
        catalogue.partitions(),
        catalogue.sequences());
  }

  private BackupManifest.Table copy(
      Connection connection, Catalogue.Table table, BackupFolder folder)
      throws IOException, SQLException {
    String file = table.plainName().replaceAll("[^A-Za-z0-9_-]", "_") + ".copy.gz";
    execute(connection, table.guarded() ? "set local role " + logins.platformRole() : "reset role");
    MessageDigest digest = BackupFolder.digest();
    long rows;
    try (FileChannel channel = PrivateFile.create(folder.root().resolve(file))) {
      OutputStream hashed = new DigestOutputStream(Channels.newOutputStream(channel), digest);
      GZIPOutputStream packed = new GZIPOutputStream(hashed, 1 << 16);
      rows = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(select(table), packed);
      packed.finish();
      channel.force(true);
    }
    execute(connection, "reset role");
    progress.accept(table.name() + ": " + rows + " rows");
    return new BackupManifest.Table(
        table.name(), table.columns(), rows, file, HexFormat.of().formatHex(digest.digest()));
  }

  private static String select(Catalogue.Table table) {
    return "copy (select %s from public.%s) to stdout with (format text, encoding 'UTF8')"
        .formatted(String.join(", ", table.columns()), table.name());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
