package ru.fitcrm.hub.jobs.losing;

import java.util.List;
import ru.fitcrm.hub.core.platform.SqlFile;
import ru.fitcrm.hub.core.report.Report;
import ru.fitcrm.hub.core.report.ReportColumn;
import ru.fitcrm.hub.core.report.ReportTotal;

/**
 * Report {@code losing}, loss prevention: who missed so many bookings in a row before the date, by
 * the rule of the job {@code losing}; how many may be asked otherwise.
 */
public final class LosingReport implements Report {

  private static final String SQL =
      SqlFile.read(LosingReport.class, "losing_report.sql")
          .replace("{losing}", SqlFile.read(LosingReport.class, "losing.sql"));

  @Override
  public String name() {
    return "losing";
  }

  @Override
  public Dates dates() {
    return Dates.DAY;
  }

  @Override
  public List<ReportColumn> columns() {
    return List.of(
        ReportColumn.count("missed"),
        ReportColumn.date("lastMissedOn"),
        new ReportColumn("missedOn", ReportColumn.Kind.DATES),
        new ReportColumn("contract", ReportColumn.Kind.TEXT));
  }

  @Override
  public List<ReportTotal> totals() {
    return List.of(
        ReportTotal.rows("clients"), ReportTotal.count("missed", "coalesce(sum(r.missed), 0)"));
  }

  @Override
  public String sql() {
    return SQL;
  }
}
