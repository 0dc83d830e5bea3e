package ru.fitcrm.hub.config.start;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The mark a restore leaves in the database until all is loaded: an empty schema. A hub must not
 * start on half a restore, and the next restore may begin anew on it.
 */
public final class UnfinishedRestore {

  private static final String SCHEMA = "hub_restore_unfinished";

  private final DatabaseLogins logins;

  public UnfinishedRestore(DatabaseLogins logins) {
    this.logins = logins;
  }

  void refuse() throws SQLException {
    try (Connection connection = logins.asOwner()) {
      if (marked(connection)) {
        throw new StartRefused(
            "HUB_DATA: a restore into this database was not finished. Run the command restore"
                + " again with the same folder, then start the hub.");
      }
    }
  }

  /** Whether the mark is set. */
  public static boolean marked(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select exists (select from pg_namespace where nspname = '" + SCHEMA + "')")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  /** Sets the mark. */
  public static void mark(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create schema if not exists " + SCHEMA);
    }
  }

  /** Takes it away, in the caller's transaction. */
  public static void unmark(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop schema " + SCHEMA);
    }
  }
}
