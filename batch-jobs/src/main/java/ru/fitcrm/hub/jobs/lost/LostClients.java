package ru.fitcrm.hub.jobs.lost;

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
 * Job {@code lost}: people who did not come for the club's days and whom nothing brings back: no
 * contract, no booking, no card with a later date. Told once until they are back.
 */
public final class LostClients extends FindingJob {

  private static final String JOB = "lost";

  private static final Question QUESTION =
      new Question(
          JOB,
          SqlFile.read(LostClients.class, "gone.sql"),
          SqlFile.read(LostClients.class, "lost.sql"),
          SqlFile.read(LostClients.class, "settle_lost.sql"));

  public LostClients(FindAndTell findings) {
    super(findings, QUESTION);
  }

  /** Who is lost on the date. */
  public static Report report() {
    return FindingReport.of(
        LostClients.class,
        JOB,
        "gone",
        List.of(
            ReportColumn.date("lastVisitOn"),
            ReportColumn.count("days"),
            ReportColumn.date("lostSince"),
            new ReportColumn("contract", ReportColumn.Kind.TEXT),
            ReportColumn.date("endsOn")),
        List.of(ReportTotal.rows("clients")));
  }
}
