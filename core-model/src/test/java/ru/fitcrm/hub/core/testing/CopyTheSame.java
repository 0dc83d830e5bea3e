package ru.fitcrm.hub.core.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * What a load is measured by: a plain COPY of the very rows it left, in the order they were
 * written, in transactions of a page, into tables with the same keys, indexes and checks, without
 * row-level security.
 */
public final class CopyTheSame implements AutoCloseable {

  private static final int PAGE = 10_000;

  /** What a first load of clients, contracts and visits writes, as foreign keys want it. */
  public static final List<String> TABLES =
      List.of("client", "client_phone", "external_ref", "contract", "visit", "client_activity");

  private static final List<String> FOREIGN_KEYS =
      List.of(
          "alter table copy_client_phone add foreign key (club_id, client_id) references copy_client (club_id, id)",
          "alter table copy_contract add foreign key (club_id, client_id) references copy_client (club_id, id)",
          "alter table copy_client_activity add foreign key (club_id, client_id) references copy_client (club_id, id)",
          "alter table copy_client add foreign key (club_id) references club",
          "alter table copy_external_ref add foreign key (club_id) references club");

  private final Connection owner;
  private final Path folder;

  /**
   * Reads the rows of clubs after a given one.
   *
   * @param after number of a club
   */
  public CopyTheSame(TestDatabase database, long after) throws SQLException, IOException {
    owner = DriverManager.getConnection(database.jdbcUrl(), "hub_owner", database.password());
    folder = Files.createTempDirectory("copied");
    try (Statement sql = owner.createStatement()) {
      sql.execute("set role hub_platform");
      for (String table : TABLES) {
        write(columns(sql, table), table, after);
      }
      sql.execute("reset role");
      for (String table : TABLES) {
        sql.execute("create table copy_" + table + " (like " + table + " including all)");
      }
      sql.execute("alter table copy_client alter column id drop identity if exists");
      for (String key : FOREIGN_KEYS) {
        sql.execute(key);
      }
    }
  }

  private void write(String columns, String table, long after) throws SQLException, IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve(table))) {
      long unused =
          copies()
              .copyOut(
                  "copy (select "
                      + columns
                      + " from "
                      + table
                      + " where club_id > "
                      + after
                      + " order by ctid) to stdout",
                  out);
    }
  }

  private CopyManager copies() throws SQLException {
    return owner.unwrap(PGConnection.class).getCopyAPI();
  }

  /** Copies; answers how many milliseconds that took. */
  public long millis() throws SQLException, IOException {
    long spent = 0;
    try (Statement sql = owner.createStatement()) {
      for (String table : TABLES) {
        String copy = "copy copy_" + table + " (" + columns(sql, table) + ") from stdin";
        try (InputStream rows =
            new BufferedInputStream(Files.newInputStream(folder.resolve(table)))) {
          for (byte[] page = page(rows); page.length > 0; page = page(rows)) {
            long start = System.nanoTime();
            long unused = copies().copyIn(copy, new ByteArrayInputStream(page));
            spent += System.nanoTime() - start;
          }
        }
      }
    }
    return spent / 1_000_000;
  }

  private static byte[] page(InputStream rows) throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream(1 << 20);
    int lines = 0;
    for (int next = rows.read(); next >= 0; next = rows.read()) {
      page.write(next);
      if (next == '\n' && ++lines == PAGE) {
        break;
      }
    }
    return page.toByteArray();
  }

  private static String columns(Statement sql, String table) throws SQLException {
    try (var row =
        sql.executeQuery(
            "select string_agg(column_name, ', ' order by ordinal_position) from information_schema.columns"
                + " where is_generated = 'NEVER' and table_name = '"
                + table
                + "'")) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public void close() throws SQLException, IOException {
    owner.close();
    for (String table : TABLES) {
      Files.deleteIfExists(folder.resolve(table));
    }
    Files.delete(folder);
  }
}
