package ru.fitcrm.hub.jobs.losing;

import ru.fitcrm.hub.core.night.FindAndTell;
import ru.fitcrm.hub.core.night.JobSchedule;
import ru.fitcrm.hub.core.night.NextSlice;
import ru.fitcrm.hub.core.night.Question;
import ru.fitcrm.hub.core.night.SliceDone;
import ru.fitcrm.hub.core.platform.SqlFile;
import ru.fitcrm.hub.jobs.night.NightJob;

/**
 * Job {@code losing}: people who missed several bookings in a row, each row of them told once; not
 * those whose contract is frozen.
 */
public final class LosingClients implements NightJob {

  static final String JOB = "losing";

  private static final Question QUESTION =
      Question.of(JOB, SqlFile.read(LosingClients.class, "losing.sql"));

  private final FindAndTell findings;

  public LosingClients(FindAndTell findings) {
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
