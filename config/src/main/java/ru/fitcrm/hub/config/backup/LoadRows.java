package ru.fitcrm.hub.config.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.postgresql.PGConnection;
import ru.fitcrm.hub.config.start.StartRefused;
import ru.fitcrm.hub.config.start.UnfinishedRestore;

/**
 * Loads all rows of a backup as the tables' owner, in one transaction. For its time foreign keys
 * are gone (so the order of tables does not matter), own triggers rest and row-level security does
 * not hold for the owner, because COPY into a guarded table is refused.
 */
final class LoadRows {

  private final Connection connection;
  private final Consumer<String> progress;

  LoadRows(Connection connection, Consumer<String> progress) {
    this.connection = connection;
    this.progress = progress;
  }

  void load(BackupFolder folder, BackupManifest manifest) throws IOException, SQLException {
    connection.setAutoCommit(false);
    try {
      loadAll(folder, manifest);
      UnfinishedRestore.unmark(connection);
      connection.commit();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private void loadAll(BackupFolder folder, BackupManifest manifest)
      throws IOException, SQLException {
    Catalogue catalogue = new Catalogue(connection);
    List<Catalogue.Table> tables = catalogue.tables();
    List<Catalogue.ForeignKey> keys = catalogue.foreignKeys();
    refuseUnknownTables(tables, manifest);
    for (Catalogue.ForeignKey key : keys) {
      alter(key.table(), "drop constraint " + key.name());
    }
    loosen(tables);
    for (BackupManifest.Partition partition : manifest.partitions()) {
      makePartition(catalogue, partition);
    }
    for (BackupManifest.Table table : manifest.tables()) {
      load(table, folder);
    }
    for (Catalogue.ForeignKey key : keys) {
      alter(key.table(), "add constraint " + key.name() + " " + key.definition());
    }
    tighten(tables);
    for (BackupManifest.Sequence sequence : manifest.sequences()) {
      set(sequence);
    }
  }

  private static void refuseUnknownTables(List<Catalogue.Table> tables, BackupManifest manifest) {
    Map<String, Catalogue.Table> known =
        tables.stream().collect(Collectors.toMap(Catalogue.Table::name, Function.identity()));
    for (BackupManifest.Table table : manifest.tables()) {
      Catalogue.Table here = known.get(table.name());
      if (here == null || !here.columns().containsAll(table.columns())) {
        throw new StartRefused(
            "DIR: the backup has a table "
                + table.name()
                + " with columns this hub's version "
                + manifest.schemaVersion()
                + " does not have. Restore it with the hub that made it.");
      }
    }
  }

  /** Rows that the migrations brought are the backup's rows too: they go first. */
  private void loosen(List<Catalogue.Table> tables) throws SQLException {
    if (!tables.isEmpty()) {
      execute(
          tables.stream()
              .map(table -> "public." + table.name())
              .collect(Collectors.joining(", ", "truncate ", "")));
    }
    for (Catalogue.Table table : tables) {
      if (table.forced()) {
        alter(table.name(), "no force row level security");
      }
      if (table.triggers()) {
        alter(table.name(), "disable trigger user");
      }
    }
  }

  private void tighten(List<Catalogue.Table> tables) throws SQLException {
    for (Catalogue.Table table : tables) {
      if (table.triggers()) {
        alter(table.name(), "enable trigger user");
      }
      if (table.forced()) {
        alter(table.name(), "force row level security");
      }
    }
  }

  private void makePartition(Catalogue catalogue, BackupManifest.Partition partition)
      throws SQLException {
    if (!catalogue.has(partition.name())) {
      execute(
          "create table public.%s partition of public.%s %s"
              .formatted(partition.name(), partition.parent(), partition.bound()));
    }
  }

  private void load(BackupManifest.Table table, BackupFolder folder)
      throws IOException, SQLException {
    String sql =
        "copy public.%s (%s) from stdin with (format text, encoding 'UTF8')"
            .formatted(table.name(), String.join(", ", table.columns()));
    try (InputStream rows = new GZIPInputStream(Files.newInputStream(folder.file(table)))) {
      long loaded = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, rows);
      if (loaded != table.rows()) {
        throw new StartRefused(
            "DIR: %s has %d rows, the manifest says %d. Nothing was loaded. Take another backup."
                .formatted(table.file(), loaded, table.rows()));
      }
      progress.accept(table.name() + ": " + loaded + " rows");
    }
  }

  private void set(BackupManifest.Sequence sequence) throws SQLException {
    execute(
        "select setval('public.%s'::regclass, %d, %s)"
            .formatted(
                sequence.name().replace("'", "''"), sequence.lastValue(), sequence.called()));
  }

  private void alter(String table, String what) throws SQLException {
    execute("alter table public." + table + " " + what);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
