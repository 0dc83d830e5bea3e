package ru.fitcrm.hub.jobs.sleeping;

import java.util.List;
import ru.fitcrm.hub.core.platform.SqlFile;
import ru.fitcrm.hub.core.report.Report;
import ru.fitcrm.hub.core.report.ReportColumn;
import ru.fitcrm.hub.core.report.ReportTotal;

/** Report {@code sleeping}: who sleeps on the date by the rule of the job {@code sleeping}. */
public final class SleepingReport implements Report {

  private static final String SQL =
      SqlFile.read(SleepingReport.class, "sleeping_report.sql")
          .replace("{asleep}", SqlFile.read(SleepingReport.class, "asleep.sql"));

  @Override
  public String name() {
    return "sleeping";
  }

  @Override
  public Dates dates() {
    return Dates.DAY;
  }

  @Override
  public List<ReportColumn> columns() {
    return List.of(
        ReportColumn.date("lastActivityOn"),
        ReportColumn.count("days"),
        ReportColumn.date("sleepingSince"),
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
