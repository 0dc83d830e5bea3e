package ru.fitcrm.hub.connectors.asterisk;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A PBX's database of call records, as the PBX writes it: local time, whole seconds, no zone. */
final class CdrTable {
  private static final String PGSQL_COLUMNS =
      """
      calldate timestamp not null, clid text, src text, dst text, dcontext text, channel text,
      dstchannel text, lastapp text, lastdata text, duration int, billsec int, disposition text,
      amaflags int, accountcode text, uniqueid text, userfield text, "LinkedID" text""";
  private static final String FREEPBX_COLUMNS =
      """
      , did text, cnum text, cnam text, outbound_cnum text, recordingfile text""";

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final String name = "cdr_" + NUMBER.incrementAndGet();
  private final boolean freePbx;

  CdrTable(boolean freePbx) {
    this.freePbx = freePbx;
    execute("create table " + name + " (" + PGSQL_COLUMNS + (freePbx ? FREEPBX_COLUMNS : "") + ")");
  }

  /** Where it is, for a connection's settings. */
  AsteriskSettings.Cdr settings() {
    return new AsteriskSettings.Cdr(
        "jdbc:postgresql://localhost:" + Server.POSTGRES.getPort() + "/postgres",
        "postgres",
        "postgres",
        name);
  }

  /** The same rows, none of which is there before this moment. */
  AsteriskSettings.Cdr settingsOfRowsSince(Instant moment) {
    execute(
        "create view $table_late as select * from $table where now() > timestamptz '%s'"
            .formatted(moment));
    AsteriskSettings.Cdr all = settings();
    return new AsteriskSettings.Cdr(all.jdbcUrl(), all.username(), all.password(), name + "_late");
  }

  /** Whoever reads the table meanwhile waits. */
  void whileLocked(Runnable act) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table " + name + " in access exclusive mode");
      act.run();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  CallRecords records() {
    return new CallRecords(settings(), HeardLine.ZONE);
  }

  /** One row in the making: who, how, when. */
  static Row row(String linkedId, String uniqueId, Instant began) {
    return new Row(linkedId, uniqueId, began);
  }

  static final class Row {
    private final String linkedId;
    private final String uniqueId;
    private final Instant began;
    private String src = "+79161234567";
    private String dst = "74951230001";
    private @Nullable String did;
    private String channel = "PJSIP/trunk-00000001";
    private String dstChannel = "";
    private String app = "Dial";
    private String data = "PJSIP/101,20";
    private String disposition = "NO ANSWER";
    private int duration;
    private int billed;

    private Row(String linkedId, String uniqueId, Instant began) {
      this.linkedId = linkedId;
      this.uniqueId = uniqueId;
      this.began = began;
    }

    Row from(String endpoint, String number) {
      channel = endpoint;
      src = number;
      return this;
    }

    Row to(String endpoint, String number) {
      dstChannel = endpoint;
      dst = number;
      return this;
    }

    Row did(String number) {
      did = number;
      return this;
    }

    Row by(String application, String arguments) {
      app = application;
      data = arguments;
      return this;
    }

    Row ends(String how, int seconds, int billedSeconds) {
      disposition = how;
      duration = seconds;
      billed = billedSeconds;
      return this;
    }
  }

  void add(Row... rows) {
    for (Row row : rows) {
      add(row);
    }
  }

  private void add(Row row) {
    String sql =
        "insert into "
            + name
            + " (calldate, clid, src, dst, dcontext, channel, dstchannel, lastapp, lastdata,"
            + " duration, billsec, disposition, uniqueid, \"LinkedID\""
            + (freePbx ? ", did, recordingfile" : "")
            + ") values (?, ?, ?, ?, 'from-trunk', ?, ?, ?, ?, ?, ?, ?, ?, ?"
            + (freePbx ? ", ?, 'rec.wav')" : ")");
    try (Connection connection = connect();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      Instant second = row.began.truncatedTo(ChronoUnit.SECONDS);
      insert.setObject(1, LocalDateTime.ofInstant(second, HeardLine.ZONE));
      insert.setString(2, "\"Иван Петров\" <" + row.src + ">");
      insert.setString(3, row.src);
      insert.setString(4, row.dst);
      insert.setString(5, row.channel);
      insert.setString(6, row.dstChannel);
      insert.setString(7, row.app);
      insert.setString(8, row.data);
      insert.setInt(9, row.duration);
      insert.setInt(10, row.billed);
      insert.setString(11, row.disposition);
      insert.setString(12, row.uniqueId);
      insert.setString(13, row.linkedId);
      if (freePbx) {
        insert.setString(14, row.did == null ? "" : row.did);
      }
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql.replace("$table", name));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connection connect() throws SQLException {
    return Server.POSTGRES.getPostgresDatabase().getConnection();
  }

  /** Started at the first use, ended with the JVM. */
  private static final class Server {
    private static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
