package ru.fitcrm.hub.core.sync;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Where a packet lies while it is compared: temporary tables of the transaction's connection, empty
 * again after commit. COPY into a table under row-level security is refused by PostgreSQL; these
 * have none, and nobody else sees them.
 */
final class Staging {

  private static final int CHUNK = 1 << 16;

  /** Thousands of probes look costly to the planner; compiling them takes longer than they do. */
  private static final String NO_JIT = "set local jit = off";

  private static final String IS_THERE = "select to_regclass('pg_temp.sync_client') is not null";

  private final JdbcTemplate jdbc;
  private final List<String> tables = new ArrayList<>(MergeClients.STAGING_TABLES);

  Staging(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    EntityTable.ALL.forEach(table -> tables.addAll(new MergeSql(table).stagingTables()));
  }

  /** Makes the tables where this connection has none yet, and empties them. */
  void open() {
    jdbc.execute((ConnectionCallback<Boolean>) this::open);
  }

  private boolean open(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(NO_JIT);
      boolean there;
      try (var row = statement.executeQuery(IS_THERE)) {
        there = row.next() && row.getBoolean(1);
      }
      if (!there) {
        for (String table : tables) {
          statement.execute(table);
        }
      }
      return there;
    }
  }

  /** Stages rows; what a packet before left there in the same transaction goes. */
  void copy(Entity entity, Collection<StagedRow> rows) {
    String word = entity.word();
    if (Boolean.TRUE.equals(jdbc.queryForObject(isUsed(word), Boolean.class))) {
      jdbc.execute("truncate sync_" + word + ", sync_" + word + "_change");
    }
    jdbc.execute((ConnectionCallback<Long>) connection -> copy(connection, word, rows));
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

  private static String isUsed(String word) {
    return "select exists (select 1 from sync_"
        + word
        + ") or exists (select 1 from sync_"
        + word
        + "_change)";
  }
}
