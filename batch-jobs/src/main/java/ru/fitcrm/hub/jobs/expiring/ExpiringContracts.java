package ru.fitcrm.hub.jobs.expiring;

import ru.fitcrm.hub.core.night.FindAndTell;
import ru.fitcrm.hub.core.night.JobSchedule;
import ru.fitcrm.hub.core.night.NextSlice;
import ru.fitcrm.hub.core.night.Question;
import ru.fitcrm.hub.core.night.SliceDone;
import ru.fitcrm.hub.core.platform.SqlFile;
import ru.fitcrm.hub.jobs.night.NightJob;

/**
 * Job {@code expiring}: fixed-term contracts that end within the club's days, each told once for
 * the date it ends on.
 */
public final class ExpiringContracts implements NightJob {

  static final String JOB = "expiring";

  private static final Question QUESTION =
      Question.of(JOB, SqlFile.read(ExpiringContracts.class, "expiring.sql"));

  private final FindAndTell findings;

  public ExpiringContracts(FindAndTell findings) {
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
