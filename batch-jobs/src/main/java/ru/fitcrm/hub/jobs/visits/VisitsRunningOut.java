package ru.fitcrm.hub.jobs.visits;

import ru.fitcrm.hub.core.night.FindAndTell;
import ru.fitcrm.hub.core.night.JobSchedule;
import ru.fitcrm.hub.core.night.NextSlice;
import ru.fitcrm.hub.core.night.Question;
import ru.fitcrm.hub.core.night.SliceDone;
import ru.fitcrm.hub.core.platform.SqlFile;
import ru.fitcrm.hub.jobs.night.NightJob;

/** Job {@code visits-ending}: packages with few visits left, each told once for what was bought. */
public final class VisitsRunningOut implements NightJob {

  static final String JOB = "visits-ending";

  private static final Question QUESTION =
      Question.of(JOB, SqlFile.read(VisitsRunningOut.class, "visits_ending.sql"));

  private final FindAndTell findings;

  public VisitsRunningOut(FindAndTell findings) {
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
