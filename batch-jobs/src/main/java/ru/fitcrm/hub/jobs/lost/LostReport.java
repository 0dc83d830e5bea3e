package ru.fitcrm.hub.jobs.lost;

import java.util.List;
import ru.fitcrm.hub.core.platform.SqlFile;
import ru.fitcrm.hub.core.report.Report;
import ru.fitcrm.hub.core.report.ReportColumn;
import ru.fitcrm.hub.core.report.ReportTotal;

/** Report {@code lost}: who is lost on the date by the rule of the job {@code lost}. */
public final class LostReport implements Report {

  private static final String SQL =
      SqlFile.read(LostReport.class, "lost_report.sql")
          .replace("{gone}", SqlFile.read(LostReport.class, "gone.sql"));

  @Override
  public String name() {
    return "lost";
  }

  @Override
  public Dates dates() {
    return Dates.DAY;
  }

  @Override
  public List<ReportColumn> columns() {
    return List.of(
        ReportColumn.date("lastVisitOn"),
        ReportColumn.count("days"),
        ReportColumn.date("lostSince"),
        new ReportColumn("contract", ReportColumn.Kind.TEXT),
        ReportColumn.date("endsOn"));
  }

  @Override
  public List<ReportTotal> totals() {
    return List.of(ReportTotal.rows("clients"));
  }

  @Override
  public String sql() {
    return SQL;
  }
}
