package ru.fitcrm.hub.jobs.sleeping;

import ru.fitcrm.hub.core.night.FindAndTell;
import ru.fitcrm.hub.core.night.JobSchedule;
import ru.fitcrm.hub.core.night.NextSlice;
import ru.fitcrm.hub.core.night.Question;
import ru.fitcrm.hub.core.night.SliceDone;
import ru.fitcrm.hub.core.platform.SqlFile;
import ru.fitcrm.hub.jobs.night.NightJob;

/**
 * Job {@code sleeping}: people with a contract who bought before and were not active for more than
 * the club's days; told once a sleep, and once when they are back.
 */
public final class SleepingClients implements NightJob {

  static final String JOB = "sleeping";

  private static final String ASLEEP = SqlFile.read(SleepingClients.class, "asleep.sql");
  private static final Question QUESTION =
      new Question(
          JOB,
          SqlFile.read(SleepingClients.class, "sleeping.sql").replace("{asleep}", ASLEEP),
          SqlFile.read(SleepingClients.class, "settle_sleeping.sql").replace("{asleep}", ASLEEP));

  private final FindAndTell findings;

  public SleepingClients(FindAndTell findings) {
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
