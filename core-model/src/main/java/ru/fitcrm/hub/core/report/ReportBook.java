package ru.fitcrm.hub.core.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.night.NightLimits;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.SqlFile;

/** Asks reports. Every call but the names runs inside the club's gate. */
public final class ReportBook {

  /** The order people look through them. */
  private static final List<String> ORDER =
      List.of(
          "sleeping",
          "lost",
          "losing",
          "debtors",
          "pays-today",
          "forecast",
          "contracts",
          "ltv",
          "statement");

  private static final String PAGE = SqlFile.read(ReportBook.class, "page.sql");

  private final JdbcClient jdbc;
  private final ClubDirectory clubs;
  private final NightLimits limits;
  private final List<Report> reports;

  ReportBook(JdbcClient jdbc, ClubDirectory clubs, NightLimits limits, List<Report> reports) {
    this.jdbc = jdbc;
    this.clubs = clubs;
    this.limits = limits;
    this.reports =
        ORDER.stream()
            .flatMap(name -> reports.stream().filter(one -> one.name().equals(name)))
            .toList();
  }

  public List<Report> all() {
    return reports;
  }

  /**
   * @throws NotFound if there is no report of this name
   */
  public Report get(String name) {
    return reports.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NotFound("report", name));
  }

  /** Whether the base has what the report needs; if not, it is empty and says nothing. */
  public boolean isAvailable(Report report) {
    String question = report.available();
    return question == null || jdbc.sql(question).query(Boolean.class).single();
  }

  /** Rows in the report's order, not more than asked for. */
  public List<ReportRow> rows(Report report, ReportAsked asked, ReportPlace after, int limit) {
    return jdbc.sql(PAGE.replace("{report}", sql(report, asked)))
        .params(values(asked))
        .param("afterSort", after.sort())
        .param("afterId", after.id())
        .param("rows", limit)
        .query((row, i) -> row(row, report))
        .list();
  }

  /** The report's totals over all rows, by their names. */
  public Map<String, @Nullable Object> totals(Report report, ReportAsked asked) {
    StringBuilder sums = new StringBuilder();
    for (ReportTotal total : report.totals()) {
      sums.append(sums.isEmpty() ? "" : ", ")
          .append(total.expression())
          .append(" as ")
          .append(total.column().column());
    }
    List<ReportColumn> columns = report.totals().stream().map(ReportTotal::column).toList();
    return jdbc.sql(whose("select " + sums + " from (" + report.sql() + ") r", asked))
        .params(values(asked))
        .query((row, i) -> cells(row, columns))
        .single();
  }

  private static String sql(Report report, ReportAsked asked) {
    return whose(report.sql(), asked);
  }

  /** Conditions that were asked for, and no others. */
  private static String whose(String sql, ReportAsked asked) {
    String conditions =
        (asked.branch() == null ? "" : " and c.branch_id = :branch")
            + (asked.responsible() == null ? "" : " and c.responsible_id = :responsible")
            + (asked.client() == null ? "" : " and c.id = :client");
    return sql.replace("{whose}", conditions);
  }

  private Map<String, @Nullable Object> values(ReportAsked asked) {
    ZoneId zone = clubs.here().zone();
    NightLimits.Limits club = limits.get();
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("date", asked.date());
    values.put("from", asked.from());
    values.put("to", asked.to());
    values.put("fromAt", Columns.at(asked.from().atStartOfDay(zone).toInstant()));
    values.put("toAt", Columns.at(asked.to().plusDays(1).atStartOfDay(zone).toInstant()));
    values.put("zone", zone.getId());
    values.put("branch", asked.branch());
    values.put("responsible", asked.responsible());
    values.put("client", asked.client());
    values.put("method", asked.method());
    values.put("after", 0L);
    values.put("last", Long.MAX_VALUE);
    values.put("sleepingDays", club.sleepingDays());
    values.put("lostDays", club.lostDays());
    Integer missed = asked.missedInARow();
    values.put("missedInARow", missed == null ? club.missedInARow() : missed);
    return values;
  }

  private static ReportRow row(ResultSet row, Report report) throws SQLException {
    return new ReportRow(
        row.getLong("client_id"),
        row.getString("client_name"),
        row.getString("phone"),
        Columns.number(row, "branch_id"),
        Columns.number(row, "responsible_id"),
        cells(row, report.columns()),
        new ReportPlace(row.getLong("sort"), row.getLong("id")));
  }

  private static Map<String, @Nullable Object> cells(ResultSet row, List<ReportColumn> columns)
      throws SQLException {
    Map<String, @Nullable Object> cells = new LinkedHashMap<>();
    for (ReportColumn column : columns) {
      cells.put(column.name(), cell(row, column));
    }
    return Collections.unmodifiableMap(cells);
  }

  private static @Nullable Object cell(ResultSet row, ReportColumn column) throws SQLException {
    String name = column.column();
    return switch (column.kind()) {
      case TEXT, WORD -> row.getString(name);
      case DATE -> Columns.date(row, name);
      case DATES -> dates(row.getString(name));
      case TIME -> Columns.timeOrNull(row, name);
      case MONEY -> row.getBigDecimal(name);
      case COUNT -> Columns.number(row, name);
    };
  }

  private static List<LocalDate> dates(@Nullable String listed) {
    return listed == null || listed.isEmpty()
        ? List.of()
        : Arrays.stream(listed.split(",", -1)).map(LocalDate::parse).toList();
  }
}
