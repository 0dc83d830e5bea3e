package ru.fitcrm.hub.jobs.losing;

import java.util.List;
import ru.fitcrm.hub.core.night.FindAndTell;
import ru.fitcrm.hub.core.night.Question;
import ru.fitcrm.hub.core.platform.SqlFile;
import ru.fitcrm.hub.core.report.Report;
import ru.fitcrm.hub.core.report.ReportColumn;
import ru.fitcrm.hub.core.report.ReportTotal;
import ru.fitcrm.hub.jobs.night.FindingJob;
import ru.fitcrm.hub.jobs.night.FindingReport;

/**
 * Job {@code losing}: people who missed several bookings in a row, each row of them told once; not
 * those whose contract is frozen.
 */
public final class LosingClients extends FindingJob {

  private static final String JOB = "losing";

  private static final Question QUESTION =
      Question.of(JOB, SqlFile.read(LosingClients.class, "losing.sql"));

  public LosingClients(FindAndTell findings) {
    super(findings, QUESTION);
  }

  /** Who missed so many bookings in a row before the date; how many may be asked otherwise. */
  public static Report report() {
    return FindingReport.of(
        LosingClients.class,
        JOB,
        "losing",
        List.of(
            ReportColumn.count("missed"),
            ReportColumn.date("lastMissedOn"),
            new ReportColumn("missedOn", ReportColumn.Kind.DATES),
            new ReportColumn("contract", ReportColumn.Kind.TEXT)),
        List.of(
            ReportTotal.rows("clients"),
            ReportTotal.count("missed", "coalesce(sum(r.missed), 0)")));
  }
}
