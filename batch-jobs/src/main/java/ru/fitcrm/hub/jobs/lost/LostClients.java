package ru.fitcrm.hub.jobs.lost;

import ru.fitcrm.hub.core.night.FindAndTell;
import ru.fitcrm.hub.core.night.JobSchedule;
import ru.fitcrm.hub.core.night.NextSlice;
import ru.fitcrm.hub.core.night.Question;
import ru.fitcrm.hub.core.night.SliceDone;
import ru.fitcrm.hub.core.platform.SqlFile;
import ru.fitcrm.hub.jobs.night.NightJob;

/**
 * Job {@code lost}: people who did not come for the club's days and whom nothing brings back: no
 * contract, no booking, no card with a later date. Told once until they are back.
 */
public final class LostClients implements NightJob {

  static final String JOB = "lost";

  private static final String GONE = SqlFile.read(LostClients.class, "gone.sql");
  private static final Question QUESTION =
      new Question(
          JOB,
          SqlFile.read(LostClients.class, "lost.sql").replace("{gone}", GONE),
          SqlFile.read(LostClients.class, "settle_lost.sql").replace("{gone}", GONE));

  private final FindAndTell findings;

  public LostClients(FindAndTell findings) {
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
