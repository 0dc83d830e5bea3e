package ru.fitcrm.hub.jobs.sleeping;

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
 * Job {@code sleeping}: people with a contract who bought before and were not active for more than
 * the club's days; told once a sleep, and once when they are back.
 */
public final class SleepingClients extends FindingJob {

  private static final String JOB = "sleeping";

  private static final Question QUESTION =
      new Question(
          JOB,
          SqlFile.read(SleepingClients.class, "asleep.sql"),
          SqlFile.read(SleepingClients.class, "sleeping.sql"),
          SqlFile.read(SleepingClients.class, "settle_sleeping.sql"));

  public SleepingClients(FindAndTell findings) {
    super(findings, QUESTION);
  }

  /** Who sleeps on the date. */
  public static Report report() {
    return FindingReport.of(
        SleepingClients.class,
        JOB,
        "asleep",
        List.of(
            ReportColumn.date("lastActivityOn"),
            ReportColumn.count("days"),
            ReportColumn.date("sleepingSince"),
            new ReportColumn("contract", ReportColumn.Kind.TEXT),
            ReportColumn.date("endsOn")),
        List.of(ReportTotal.rows("clients")));
  }
}
