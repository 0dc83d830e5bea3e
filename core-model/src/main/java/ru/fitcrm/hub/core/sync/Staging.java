package ru.fitcrm.hub.core.sync;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Where a packet lies while it is compared: temporary tables of the transaction's connection, empty
 * again after commit. COPY into a table under row-level security is refused by PostgreSQL; these
 * have none, and nobody else sees them.
 *
 * <p>Every commit empties all that the connection has, so it has those it needed. They have no
 * place for long texts beside them, which would cost more to empty than the tables: what a cell may
 * hold fits into a page of the database.
 */
final class Staging {

  private static final int CHUNK = 1 << 16;

  /** Thousands of probes look costly to the planner; compiling them takes longer than they do. */
  private static final String NO_JIT = "set local jit = off";

  private static final String IN_THE_ROW = " storage plain";
  private static final int KNOWS_STORAGE = 16;

  private final JdbcTemplate jdbc;
  private final Map<Entity, List<String>> tables = new EnumMap<>(Entity.class);

  Staging(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    tables.put(Entity.CLIENT, MergeClients.STAGING_TABLES);
    EntityTable.ALL.forEach(
        table -> tables.put(table.entity(), new MergeSql(table).stagingTables()));
  }

  /** Prepares the transaction. */
  void open() {
    jdbc.execute(NO_JIT);
  }

  /** Stages rows; what a packet before left there in the same transaction goes. */
  void copy(Entity entity, Collection<StagedRow> rows) {
    jdbc.execute(
        (ConnectionCallback<Long>)
            connection -> {
              makeRoom(connection, entity);
              return copy(connection, entity.word(), rows);
            });
  }

  private void makeRoom(Connection connection, Entity entity) throws SQLException {
    String word = entity.word();
    try (Statement statement = connection.createStatement()) {
      if (!isTrue(statement, isThere(word))) {
        boolean knows = connection.getMetaData().getDatabaseMajorVersion() >= KNOWS_STORAGE;
        for (String table : tables.getOrDefault(entity, List.of())) {
          statement.execute(knows ? table : table.replace(IN_THE_ROW, ""));
        }
      } else if (isTrue(statement, isUsed(word))) {
        statement.execute("truncate sync_" + word + ", sync_" + word + "_change");
      }
    }
  }

  private static boolean isTrue(Statement statement, String question) throws SQLException {
    try (ResultSet row = statement.executeQuery(question)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static long copy(Connection connection, String word, Collection<StagedRow> rows)
      throws SQLException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy sync_" + word + " from stdin");
    try {
      StringBuilder chunk = new StringBuilder(CHUNK + 4096);
      CopyText text = new CopyText(chunk);
      for (StagedRow row : rows) {
        write(text, row);
        if (chunk.length() >= CHUNK) {
          send(copy, chunk);
        }
      }
      send(copy, chunk);
      return copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private static void write(CopyText text, StagedRow row) {
    text.put(row.ref()).put(row.version()).put(row.hash()).put(row.ownerRef()).put(row.bare());
    row.cells().forEach(text::put);
    text.endLine();
  }

  private static void send(CopyIn copy, StringBuilder chunk) throws SQLException {
    byte[] bytes = chunk.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    chunk.setLength(0);
  }

  private static String isThere(String word) {
    return "select to_regclass('pg_temp.sync_" + word + "') is not null";
  }

  private static String isUsed(String word) {
    return "select exists (select 1 from sync_"
        + word
        + ") or exists (select 1 from sync_"
        + word
        + "_change)";
  }
}
