package ru.fitcrm.hub.connectors.asterisk;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The PBX's own database of call records, read and never written. */
final class CallRecords {
  private static final int QUERY_SECONDS = 20;
  private static final int CONNECT_SECONDS = 5;

  /** Days of the busiest club. */
  private static final int MOST_ROWS = 50_000;

  private final AsteriskSettings.Cdr settings;
  private final ZoneId zone;

  /**
   * @param zone the PBX's: its records tell local time without one
   */
  CallRecords(AsteriskSettings.Cdr settings, ZoneId zone) {
    this.settings = settings;
    this.zone = zone;
  }

  /** Rows of legs that began between these moments of the PBX's clock, the earliest first. */
  List<CdrRow> between(Instant from, Instant to) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement query = connection.prepareStatement(rowsBetween())) {
      query.setQueryTimeout(QUERY_SECONDS);
      query.setMaxRows(MOST_ROWS);
      query.setObject(1, LocalDateTime.ofInstant(from, zone));
      query.setObject(2, LocalDateTime.ofInstant(to, zone));
      try (ResultSet rows = query.executeQuery()) {
        return read(rows);
      }
    }
  }

  /** The two layouts differ in what they have, so that all is asked for. */
  private String rowsBetween() {
    String table = settings.table() == null ? AsteriskSettings.Cdr.DEFAULT_TABLE : settings.table();
    return "select * from " + table + " where calldate between ? and ? order by calldate";
  }

  private List<CdrRow> read(ResultSet rows) throws SQLException {
    CdrColumns columns = new CdrColumns(rows.getMetaData(), zone);
    List<CdrRow> read = new ArrayList<>();
    while (rows.next()) {
      read.add(columns.row(rows));
    }
    return read;
  }

  private Connection connect() throws SQLException {
    Properties login = new Properties();
    login.setProperty("user", settings.username());
    login.setProperty("password", settings.password());
    patience(login);
    requireDriver();
    Connection connection = DriverManager.getConnection(settings.jdbcUrl(), login);
    try {
      connection.setReadOnly(true);
      limitSilence(connection);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private void requireDriver() throws SQLException {
    try {
      var unused = DriverManager.getDriver(settings.jdbcUrl());
    } catch (SQLException e) {
      throw new SQLException(
          "No driver for this jdbcUrl: begin it with jdbc:postgresql: or jdbc:mariadb: (for MySQL"
              + " too)",
          e);
    }
  }

  /** Drivers agree on the names and not on the units. */
  private void patience(Properties login) {
    boolean seconds = settings.jdbcUrl().startsWith("jdbc:postgresql:");
    long unit = seconds ? 1 : 1000;
    login.setProperty("connectTimeout", Long.toString(CONNECT_SECONDS * unit));
    login.setProperty("socketTimeout", Long.toString(QUERY_SECONDS * unit));
  }

  private static void limitSilence(Connection connection) throws SQLException {
    try {
      int millis = Math.toIntExact(Duration.ofSeconds(QUERY_SECONDS).toMillis());
      connection.setNetworkTimeout(Runnable::run, millis);
    } catch (SQLFeatureNotSupportedException e) {
      // The query's own limit must do.
    }
  }
}
