package ru.fitcrm.hub.jobs.debts;

import ru.fitcrm.hub.core.night.FindAndTell;
import ru.fitcrm.hub.core.night.JobSchedule;
import ru.fitcrm.hub.core.night.NextSlice;
import ru.fitcrm.hub.core.night.Question;
import ru.fitcrm.hub.core.night.SliceDone;
import ru.fitcrm.hub.core.platform.SqlFile;
import ru.fitcrm.hub.jobs.night.NightJob;

/**
 * Job {@code debts}: recurring contracts with a debt that are terminated within the club's days,
 * each told once for the date.
 */
public final class DebtsBeforeTermination implements NightJob {

  static final String JOB = "debts";

  private static final Question QUESTION =
      Question.of(JOB, SqlFile.read(DebtsBeforeTermination.class, "debts.sql"));

  private final FindAndTell findings;

  public DebtsBeforeTermination(FindAndTell findings) {
    this.findings = findings;
  }

  @Override
  public JobSchedule schedule() {
    return JobSchedule.of(JOB, "0 3 * * *");
  }

  @Override
  public boolean keepsDryFindings() {
    return true;
  }

  @Override
  public SliceDone work(NextSlice slice) {
    return findings.work(slice, QUESTION);
  }
}
