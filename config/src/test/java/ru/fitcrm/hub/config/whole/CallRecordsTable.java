package ru.fitcrm.hub.config.whole;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** A PBX's database of call records, as {@code cdr_pgsql} writes it: local time, whole seconds. */
final class CallRecordsTable implements AutoCloseable {

  static final ZoneId ZONE = ZoneId.of("Asia/Yekaterinburg");

  private static final String MAKE =
      """
      create table cdr (calldate timestamp not null, clid text, src text, dst text, dcontext text,
        channel text, dstchannel text, lastapp text, lastdata text, duration int, billsec int,
        disposition text, amaflags int, accountcode text, uniqueid text, userfield text,
        linkedid text, peeraccount text, sequence int)""";

  private static final String ADD =
      """
      insert into cdr (calldate, clid, src, dst, channel, dstchannel, lastapp, lastdata, duration,
        billsec, disposition, uniqueid, linkedid)
      values (?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

  private final EmbeddedPostgres server;

  CallRecordsTable() throws IOException, SQLException {
    server = EmbeddedPostgres.builder().start();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(MAKE);
    }
  }

  /** The settings of a connection that name this table. */
  String settings() {
    return """
    {"jdbcUrl": "jdbc:postgresql://localhost:%d/postgres", "username": "postgres",
     "password": "postgres"}"""
        .formatted(server.getPort());
  }

  /**
   * A leg of a call.
   *
   * @param seconds from its begin to its end
   * @param billed of these, since it was answered; 0 if it was not
   */
  record Leg(
      String linkedId,
      Instant began,
      String source,
      String destination,
      String channel,
      String called,
      String application,
      String arguments,
      double seconds,
      double billed) {}

  void add(Leg leg) throws SQLException {
    Instant second = leg.began.truncatedTo(ChronoUnit.SECONDS);
    try (Connection connection = server.getPostgresDatabase().getConnection();
        PreparedStatement row = connection.prepareStatement(ADD)) {
      row.setObject(1, LocalDateTime.ofInstant(second, ZONE));
      row.setString(2, leg.source);
      row.setString(3, leg.destination);
      row.setString(4, leg.channel);
      row.setString(5, leg.called);
      row.setString(6, leg.application);
      row.setString(7, leg.arguments);
      row.setInt(8, (int) leg.seconds);
      row.setInt(9, (int) leg.billed);
      row.setString(10, leg.billed > 0 ? "ANSWERED" : "NO ANSWER");
      row.setString(11, leg.linkedId);
      row.setString(12, leg.linkedId);
      row.executeUpdate();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
