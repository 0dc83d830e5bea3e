package ru.fitcrm.hub.connectors.asterisk;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which columns a table of call records has, under whatever case their names are written. */
final class CdrColumns {
  private static final List<String> NEEDED =
      List.of("calldate", "src", "dst", "channel", "dstchannel", "billsec", "disposition");

  private final Map<String, Integer> places = new HashMap<>();
  private final boolean zoned;
  private final ZoneId zone;

  CdrColumns(ResultSetMetaData columns, ZoneId zone) throws SQLException {
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      places.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), i);
    }
    this.zone = zone;
    for (String name : NEEDED) {
      require(name);
    }
    require("linkedid");
    require("uniqueid");
    int date = places.getOrDefault("calldate", 0);
    this.zoned =
        columns.getColumnType(date) == Types.TIMESTAMP_WITH_TIMEZONE
            || columns.getColumnTypeName(date).equalsIgnoreCase("timestamptz");
  }

  private void require(String name) throws SQLException {
    if (!places.containsKey(name)) {
      throw new SQLException(
          "The table of call records has no column "
              + name
              + ": add it to the table, the PBX fills it by itself");
    }
  }

  CdrRow row(ResultSet row) throws SQLException {
    return new CdrRow(
        text(row, "linkedid"),
        text(row, "uniqueid"),
        began(row),
        seconds(row, places.containsKey("duration") ? "duration" : "billsec"),
        seconds(row, "billsec"),
        text(row, "disposition").toUpperCase(Locale.ROOT),
        text(row, "src"),
        text(row, "clid"),
        text(row, "dst"),
        text(row, "did"),
        text(row, "channel"),
        text(row, "dstchannel"),
        text(row, "lastapp"),
        text(row, "lastdata"),
        text(row, "recordingfile"));
  }

  private Instant began(ResultSet row) throws SQLException {
    int place = places.getOrDefault("calldate", 0);
    return zoned
        ? row.getObject(place, OffsetDateTime.class).toInstant()
        : row.getObject(place, LocalDateTime.class).atZone(zone).toInstant();
  }

  private Duration seconds(ResultSet row, String column) throws SQLException {
    return Duration.ofSeconds(Math.max(0, row.getLong(places.getOrDefault(column, 0))));
  }

  private String text(ResultSet row, String column) throws SQLException {
    Integer place = places.get(column);
    String text = place == null ? null : row.getString(place);
    return text == null ? "" : text.strip();
  }
}
