package ru.fitcrm.hub.core.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Processor time a database's server has used: unlike the clock it says the same on a machine that
 * others use too. Linux only.
 */
public final class ProcessorTime {

  private static final int MILLIS_OF_A_TICK = 10;
  private static final int OWN = 11;
  private static final int ENDED_CHILDREN = 13;

  private final ProcessHandle server;

  public ProcessorTime(TestDatabase database) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      server = ProcessHandle.of(row.getLong(1)).flatMap(ProcessHandle::parent).orElseThrow();
    }
  }

  /** Of all sessions so far, in milliseconds. */
  public long millis() throws IOException {
    long ticks = ticks(server.pid(), OWN) + ticks(server.pid(), ENDED_CHILDREN);
    for (ProcessHandle session : server.children().toList()) {
      ticks += ticks(session.pid(), OWN);
    }
    return ticks * MILLIS_OF_A_TICK;
  }

  /** Two fields of the kernel's: user's time and the system's. */
  private static long ticks(long pid, int field) throws IOException {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    if (!Files.exists(stat)) {
      return 0;
    }
    String[] fields = Files.readString(stat).replaceFirst("^.*\\) ", "").split(" ");
    return Long.parseLong(fields[field]) + Long.parseLong(fields[field + 1]);
  }
}
