package ru.fitcrm.hub.jobs.night;

import java.util.List;
import ru.fitcrm.hub.core.platform.SqlFile;
import ru.fitcrm.hub.core.report.Report;
import ru.fitcrm.hub.core.report.ReportColumn;
import ru.fitcrm.hub.core.report.ReportTotal;

/** A report of the people a job of the night would find on the date, by the job's own rule. */
public record FindingReport(
    String name, String sql, List<ReportColumn> columns, List<ReportTotal> totals)
    implements Report {

  /**
   * @param job beside which the statements are, and after which they are named
   * @param rule the job's statement, for the place its file's name in braces marks
   */
  public static FindingReport of(
      Class<? extends NightJob> job,
      String name,
      String rule,
      List<ReportColumn> columns,
      List<ReportTotal> totals) {
    String sql =
        SqlFile.read(job, name + "_report.sql")
            .replace("{" + rule + "}", SqlFile.read(job, rule + ".sql"));
    return new FindingReport(name, sql, columns, totals);
  }

  @Override
  public Dates dates() {
    return Dates.DAY;
  }
}
